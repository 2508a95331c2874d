import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { IdColumn, VersionColumn } from '../../kit/data/identity-columns.js';
import { DateTime } from '../../kit/module/scalars.js';
import type { Course, Instance } from '../../kit/workflow/workflow.js';
import { type Found, SubgraphFinding } from './finding.js';
import { SubgraphIdentity } from './subgraph-identity.js';
import { VersionState } from './version-state.js';

/**
 * What a department published of its subgraph once: kept for good, under the daily head. `regionCode` is the county whose
 * register it is.
 */
@Entity({ schema: 'registry', tableName: 'versions' })
@ObjectType({ description: '子图的一个版本,永久留存。 One version of a subgraph, kept for good.' })
@Directive('@key(fields: "id")')
export class SubgraphVersion implements Instance {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;

  @Property({ type: 'text' })
  @Field(() => VersionState, { description: '状态。 State.' })
  readonly state!: VersionState;

  @Property({ type: 'json' })
  readonly course!: Course;

  @Property({ type: 'text' })
  regionCode!: string;

  @Property({ type: 'text' })
  subgraphName!: string;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: '版本号,从 1 起。 Its number, from 1.' })
  number!: number;

  /** The department that serves it. */
  @Property({ type: 'text' })
  organizationCode!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '服务地址。 Where it is served.' })
  url!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '子图 SDL。 Its schema, as composition reads it.' })
  sdl!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: 'SDL 摘要(SM3,十六进制)。 Digest of the schema.' })
  digest!: string;

  @Property({ type: 'text' })
  @Field(() => ID, { description: '发布者(Keycloak sub)。 Account that published it.' })
  publishedBy!: string;

  @Property({ type: 'datetime' })
  @Field(() => DateTime, { description: '发布时间。 When it was published.' })
  publishedAt!: Date;

  @Property({ type: 'json' })
  @Field(() => [SubgraphFinding], { description: '发布时的检查发现。 What the check found when it was published.' })
  findings!: readonly Found[];

  /** Fields that it adds to types of others. */
  @Property({ type: 'text[]' })
  @Field(() => [String], { description: '在他方类型上增加的字段。 Fields that it adds to types of others.' })
  touched!: string[];

  /** Departments whose types those are; each has to approve. */
  @Property({ type: 'text[]' })
  @Field(() => [ID], { description: '须由其审批人同意的其他部门。 Other departments, each of which approves.' })
  owners!: string[];

  /** The version that was part of the graph until this one was, if there was one: it comes back if this one fails at once. */
  @Property({ type: 'uuid', nullable: true })
  tookPlaceOf!: string | null;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, {
    name: 'p95Milliseconds',
    nullable: true,
    description: '所声明的 95 分位应答时间(毫秒)。 Declared milliseconds within which 19 of 20 answers come.',
  })
  p95!: number | null;

  @Property({ type: 'text' })
  @Field(() => SubgraphIdentity, { description: '得知的调用者身份。 What it is told of who asks.' })
  identity!: `${SubgraphIdentity}`;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '不予批准的理由。 Why it was rejected.' })
  reason!: string | null;
}
