import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../kit/data/identity-columns.js';
import { CalendarDate, Decimal } from '../../kit/module/scalars.js';

export enum SchemeKind {
  GRID = 'GRID',
  CADRE = 'CADRE',
}
registerEnumType(SchemeKind, {
  name: 'SchemeKind',
  description: '考评方案类型。 What a scheme scores.',
  valuesConfig: {
    GRID: { description: '网格考核。 Grids.' },
    CADRE: { description: '干部四维考评(EV-01)。 Cadres, in four dimensions.' },
  },
});

/** How a county scores grids or cadres. Changing a weight makes a new scheme: scores keep the one they were made by. */
@Entity({ schema: 'evaluation', tableName: 'appraisal_schemes' })
@ObjectType({ description: '考评方案:一县对网格或干部的评分办法。 How a county scores grids or cadres.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class AppraisalScheme {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '方案编码。 Code of the scheme.' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text' })
  @Field(() => SchemeKind, { description: '类型。 What it scores.' })
  kind!: SchemeKind;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '方案版本。 Which edition of the scheme.' })
  schemeVersion!: number;

  @Property({ type: 'date' })
  @Field(() => CalendarDate, { description: '生效日期。 First day in force.' })
  effectiveFrom!: string;

  /** Null where the county sets none. */
  @Property({ type: 'string', columnType: 'numeric', nullable: true })
  @Field(() => Decimal, {
    nullable: true,
    description:
      '同一层级绩效差距下限,(最高−最低)÷最高;空为不设(EV-01)。 Least spread within a tier, (top − bottom) ÷ top; none where unset.',
  })
  minimumSpread!: string | null;
}
