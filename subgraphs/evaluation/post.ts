import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../kit/data/identity-columns.js';

/** A post of a town's module, and what it is worth (EV-02, EV-06). */
@Entity({ schema: 'evaluation', tableName: 'posts' })
@ObjectType({ description: '岗位:所属模块、层级(1—5 级)和岗位赋分。 A post: its module, tier and points.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class Post {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '岗位编码。 Code of the post.' })
  code!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '模块。 Module.' })
  module!: string;

  @Property({ type: 'text' })
  organizationCode!: string;

  /** Where the organisation stands, from the digits of its code; decides who may see the row. */
  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '层级,1 级最高,5 级最低。 Tier, 1 the highest, 5 the lowest.' })
  tier!: number;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '岗位赋分,0—100。 Points, 0 to 100.' })
  points!: number;
}

/** Bounds of a post's tier and points, bounds included. */
export const postBounds = { tier: { from: 1, to: 5 }, points: { from: 0, to: 100 } } as const;
