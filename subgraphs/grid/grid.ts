import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../kit/data/identity-columns.js';
import { GeoJson } from '../../kit/module/scalars.js';

export enum GridLevel {
  L1_TOWN = 'L1_TOWN',
  L2_VILLAGE = 'L2_VILLAGE',
  L3_BASIC = 'L3_BASIC',
}
registerEnumType(GridLevel, {
  name: 'GridLevel',
  description: '网格层级。 Level of a grid.',
  valuesConfig: {
    L1_TOWN: { description: '一级网格:镇、街道。 A town.' },
    L2_VILLAGE: { description: '二级网格:村、社区。 A village or community.' },
    L3_BASIC: { description: '三级网格:基础网格。 The basic grid.' },
  },
});

export enum GridKind {
  GENERAL = 'GENERAL',
  SPECIAL = 'SPECIAL',
}
registerEnumType(GridKind, {
  name: 'GridKind',
  description: '网格类型。 Kind of a grid.',
  valuesConfig: {
    GENERAL: { description: '普通网格。 General.' },
    SPECIAL: { description: '专属网格:园区、学校、商圈等。 A park, school or business quarter.' },
  },
});

export enum GridState {
  DRAFT = 'DRAFT',
  ACTIVE = 'ACTIVE',
  ADJUSTING = 'ADJUSTING',
  FROZEN = 'FROZEN',
  RETIRED = 'RETIRED',
}
registerEnumType(GridState, {
  name: 'GridState',
  description: '网格状态。 State of a grid.',
  valuesConfig: {
    DRAFT: { description: '筹建。 Being set up.' },
    ACTIVE: { description: '运行。 In service.' },
    ADJUSTING: { description: '调整中。 Being adjusted.' },
    FROZEN: { description: '冻结。 Frozen.' },
    RETIRED: { description: '撤销。 Retired; its code is never used again.' },
  },
});

/** A GeoJSON polygon, coordinates in CGCS2000. */
export interface Polygon {
  readonly type: 'Polygon';
  readonly coordinates: readonly (readonly (readonly [number, number])[])[];
}

/** One cell of the county's three-level partition. Invariant: a third-level grid lies in one second-level grid. */
@Entity({ schema: 'grid', tableName: 'grids' })
@ObjectType({ description: '网格:全县域三级划分的一格。 One cell of the county’s three-level partition.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class Grid {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '网格编码:一级 9 位,二级 12 位(村级统计代码),三级再加 3 位顺序码。 Grid code.' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text' })
  @Field(() => GridLevel, { description: '层级。 Level.' })
  level!: GridLevel;

  @Property({ type: 'text' })
  @Field(() => GridKind, { description: '类型。 Kind.' })
  kind!: GridKind;

  @Property({ type: 'text' })
  @Field(() => GridState, { description: '状态。 State.' })
  state!: GridState;

  @Property({ type: 'text', nullable: true })
  parentCode!: string | null;

  @Property({ type: 'text', nullable: true })
  communityCode!: string | null;

  @Property({ type: 'text' })
  townCode!: string;

  @Property({ type: 'json', nullable: true })
  @Field(() => GeoJson, { nullable: true, description: '边界多边形。 Boundary polygon.' })
  boundary!: Polygon | null;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '户数。 Households.' })
  households!: number;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '企业数。 Enterprises.' })
  enterprises!: number;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '户籍人口。 Registered population.' })
  registeredPopulation!: number;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '流动人口。 Floating population.' })
  floatingPopulation!: number;

  @Property({ type: 'text', nullable: true })
  sizeWaiver!: string | null;

  @Property({ type: 'text', nullable: true })
  schedule!: string | null;

  @Property({ type: 'text', nullable: true })
  posts!: string | null;

  @Property({ type: 'text', nullable: true })
  duties!: string | null;

  @Property({ type: 'text', nullable: true })
  standards!: string | null;

  @Property({ type: 'text', nullable: true })
  rewardPunishment!: string | null;
}

/** Whether a grid is in service; one that is being adjusted still is. */
export function isInService({ state }: Pick<Grid, 'state'>): boolean {
  return state === GridState.ACTIVE || state === GridState.ADJUSTING;
}
