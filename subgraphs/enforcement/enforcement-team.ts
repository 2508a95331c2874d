import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../kit/data/identity-columns.js';

export enum TeamModel {
  COMPREHENSIVE = 'COMPREHENSIVE',
  SPECIALISED = 'SPECIALISED',
  JOINT = 'JOINT',
}
registerEnumType(TeamModel, {
  name: 'TeamModel',
  description: '执法队伍模式:综合、专项、联合(EN-04)。 Model of a team.',
  valuesConfig: {
    COMPREHENSIVE: { description: '综合:行使镇街承接的全部处罚权。 All powers handed down to a town.' },
    SPECIALISED: { description: '专项:县级领域执法队伍。 One domain, for the whole county.' },
    JOINT: { description: '联合:多部门联合执法。 Several departments together.' },
  },
});

/** A team that enforces in one territory (EN-01, EN-02). */
@Entity({ schema: 'enforcement', tableName: 'teams' })
@ObjectType({ description: '执法队伍:一支队伍管执法。 A team that enforces in one territory.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class EnforcementTeam {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '队伍编码。 Code of the team.' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text' })
  @Field(() => TeamModel, { description: '模式。 Model.' })
  model!: TeamModel;

  @Property({ type: 'text' })
  organizationCode!: string;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'array', runtimeType: 'string[]' })
  @Field(() => [String], { description: '执法领域。 Domains in which it enforces.' })
  domains!: string[];
}
