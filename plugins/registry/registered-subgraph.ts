import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { IdColumn } from '../../kit/data/identity-columns.js';
import { DateTime } from '../../kit/module/scalars.js';

/** A name in the graph, and the department that claimed it by its first publication. */
@Entity({ schema: 'registry', tableName: 'subgraphs' })
@ObjectType({ description: '部门子图:名称及登记该名称的部门。 A subgraph that a department serves itself.' })
@Directive('@key(fields: "id")')
@Directive('@key(fields: "name")')
export class RegisteredSubgraph {
  @IdColumn()
  id!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '名称:小写字母、数字、连字符。 Name.' })
  name!: string;

  @Property({ type: 'text' })
  organizationCode!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, {
    description: '最新版本号;发布时作为 expectedVersion。 Number of the newest version; send it as expectedVersion.',
  })
  latest!: number;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '首次发布时间。 When it was published first.' })
  claimedAt!: Date;
}
