import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, ObjectType } from 'type-graphql';
import { IdColumn } from '../../../kit/data/identity-columns.js';

/** A town that a central town's team enforces in as well (1+X; EN-03). */
@Entity({ schema: 'enforcement', tableName: 'radiated_towns' })
@ObjectType({ description: '中心镇执法队伍辐射的乡镇(EN-03)。 A town that a central town’s team enforces in as well.' })
@Directive('@key(fields: "id")')
export class RadiatedTown {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  teamCode!: string;

  @Property({ type: 'text' })
  townCode!: string;
}
