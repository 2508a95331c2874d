import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../kit/module/scalars.js';

/** A personal value that left in plain: its kind, and the key of the person it is about. */
@ObjectType({ description: '一次个人信息明文查阅。 One personal value that was read in plain.' })
export class Disclosure {
  @Field(() => String, { description: '信息种类。 Kind of the value.' })
  kind!: string;

  @Field(() => ID, { description: '信息主体。 Key of the person it is about.' })
  subject!: string;
}

/** One request that changed something or read personal values in plain (Cybersecurity Law, article 21). */
@Entity({ schema: 'audit', tableName: 'entries' })
@ObjectType({ description: '审计记录:一次变更,或一次个人信息明文查阅。 A change, or a reading of personal values.' })
@Directive('@key(fields: "id")')
export class AuditEntry {
  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: '标识。 Identifier.' })
  id!: string;

  @Property({ type: 'text' })
  @Field(() => String, { description: '请求号。 Request id.' })
  requestId!: string;

  @Property({ type: 'timestamptz' })
  @Field(() => DateTime, { description: '时间。 When it came in.' })
  recordedAt!: Date;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '账号(Keycloak sub)。 Account.' })
  subject!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '客户端。 OAuth client.' })
  client!: string | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => ID, { nullable: true, description: '工号。 Staff number.' })
  staffNumber!: string | null;

  @Property({ type: 'text' })
  @Field(() => String, { description: '操作种类:mutation 或 query。 Kind of the operation.' })
  kind!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '操作名。 Name of the operation.' })
  operationName!: string | null;

  @Property({ type: 'text[]' })
  @Field(() => [String], { description: '根字段。 Root fields.' })
  rootFields!: string[];

  @Property({ type: 'text' })
  @Field(() => String, { description: '文档摘要(SHA-256)。 Digest of the document.' })
  documentDigest!: string;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: '申明的目的。 Stated purpose.' })
  purpose!: string | null;

  @Property({ type: 'json', nullable: true })
  @Field(() => [Disclosure], {
    nullable: true,
    description: '明文查阅的个人信息。 Personal values that left in plain.',
  })
  disclosures!: Disclosure[] | null;

  @Property({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '结果:OK 或错误代码;空为未完成。 OK or the codes of its errors; null when it never ended.',
  })
  outcome!: string | null;

  @Property({ type: 'integer', nullable: true })
  @Field(() => Int, { nullable: true, description: '用时(毫秒)。 Milliseconds it took.' })
  milliseconds!: number | null;
}
