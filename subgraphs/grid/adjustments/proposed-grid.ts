import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { GeoJson } from '../../../kit/module/scalars.js';
import type { Polygon } from '../grid.js';

/** A grid as an adjustment wants it. */
@ObjectType({ description: '调整后的网格。 A grid as an adjustment wants it.' })
export class ProposedGrid {
  @Field(() => ID, {
    nullable: true,
    description: '沿用的编码;拆分、合并在生效时编新码。 The code that it keeps; a new one comes when it is in force.',
  })
  code!: string | null;

  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Field(() => GeoJson, { nullable: true, description: '边界;更名不填。 Boundary; none where it only gets a name.' })
  boundary!: Polygon | null;

  @Field(() => Int, { description: '户数。 Households.' })
  households!: number;

  @Field(() => Int, { description: '企业数。 Enterprises.' })
  enterprises!: number;

  @Field(() => Int, { description: '户籍人口。 Registered population.' })
  registeredPopulation!: number;

  @Field(() => Int, { description: '流动人口。 Floating population.' })
  floatingPopulation!: number;

  @Field(() => String, {
    nullable: true,
    description: '规模不合标准时的豁免理由。 Why it may be outside the standard.',
  })
  sizeWaiver!: string | null;
}

@InputType({ description: '调整后的一个网格。 A grid as it shall be.' })
export class ProposedGridInput {
  @Field(() => ID, { nullable: true, description: '沿用的编码(调整边界、更名)。 The code that it keeps.' })
  code?: string | null;

  @Field(() => String, { description: '名称,1—100 字。 Name.' })
  name!: string;

  @Field(() => GeoJson, {
    nullable: true,
    description: '边界:GeoJSON Polygon,一环闭合,至多 2000 点;更名不填。 A polygon of one closed ring.',
  })
  boundary?: object | null;

  @Field(() => Int, { description: '户数。 Households.' })
  households!: number;

  @Field(() => Int, { description: '企业数。 Enterprises.' })
  enterprises!: number;

  @Field(() => Int, { description: '户籍人口。 Registered population.' })
  registeredPopulation!: number;

  @Field(() => Int, { description: '流动人口。 Floating population.' })
  floatingPopulation!: number;

  @Field(() => String, { nullable: true, description: '规模不合标准时的豁免理由,1—500 字。 Why it may be so.' })
  sizeWaiver?: string | null;
}
