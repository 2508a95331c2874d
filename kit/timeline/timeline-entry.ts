// TypeGraphQL's decorators keep their notes in it, so it must stand before the first of them runs.
import 'reflect-metadata';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import type { Bilingual } from '../module/fault.js';
import { DateTime } from '../module/scalars.js';
import type { ChainedEntry } from './append.js';

/** One value that a transition wrote down. */
@ObjectType({ description: '留痕中的一项内容。 One value of an entry.' })
@Directive('@shareable')
export class TimelineValue {
  @Field(() => String, { description: '名称。 Name.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: '值;个人信息只留加盐摘要。 Value; of a personal one only the salted digest.',
  })
  value!: string | null;
}

/** One transition of an aggregate, chained to the one before. */
@ObjectType({
  description:
    '全程留痕:一条流转记录,digest = SM3(上一条的 digest 与本条内容)。 One transition, chained by SM3 to the one before.',
})
@Directive('@shareable')
export class TimelineEntry {
  @Field(() => Int, { description: '序号,从 1 起。 Position, from 1.' })
  sequence!: number;

  @Field(() => DateTime, { description: '时间。 When.' })
  at!: Date;

  @Field(() => String, { description: '动作。 The verb.' })
  verb!: string;

  @Field(() => String, { description: '动作的名称。 The verb in words.' })
  title!: string;

  @Field(() => String, { nullable: true, description: '原状态;创建时为空。 State before; none for the first.' })
  fromState!: string | null;

  @Field(() => String, { description: '新状态。 State after.' })
  toState!: string;

  @Field(() => String, { nullable: true, description: '所盖环节章。 The step that it stamps.' })
  step!: string | null;

  @Field(() => String, {
    description: '办理人:工号、系统客户端或账号标识;system 为系统自动办理。 Staff number, client or account.',
  })
  actor!: string;

  @Field(() => String, { nullable: true, description: '办理人所在机构编码。 The actor’s organisation.' })
  organizationCode!: string | null;

  @Field(() => String, { nullable: true, description: '说明。 Comment.' })
  comment!: string | null;

  @Field(() => [TimelineValue], { description: '内容。 What was written down.' })
  values!: TimelineValue[];

  @Field(() => String, { description: '本条摘要(SM3,十六进制)。 Digest of this entry.' })
  digest!: string;
}

/** A row of `timelineColumns` as its digest sees it, with the digest that stands. */
export interface StoredEntry extends ChainedEntry {
  readonly previous: string;
  readonly digest: string;
}

/** Columns of kit.timeline under the names of `StoredEntry`. */
export const timelineColumns = `about, sequence, workflow, at, verb, from_state as "from", to_state as "to", step, actor,
  organization_code as organization, comment, content->'values' as "values", content->'personal' as personal,
  previous, digest`;

/** A row of `timelineColumns` with its moment in the form that the digest was made of. */
export function storedEntry(row: Readonly<Record<string, unknown>>): StoredEntry {
  const entry = row as Omit<StoredEntry, 'at'> & { readonly at: string | Date };
  return { ...entry, at: new Date(entry.at).toISOString() };
}

/** An entry as the graph shows it. */
export function shownEntry(entry: StoredEntry, title: Bilingual | undefined, language: keyof Bilingual): TimelineEntry {
  const values = Object.entries({ ...entry.values, ...entry.personal });
  return Object.assign(new TimelineEntry(), {
    sequence: entry.sequence,
    at: new Date(entry.at),
    verb: entry.verb,
    title: title?.[language] ?? entry.verb,
    fromState: entry.from,
    toState: entry.to,
    step: entry.step,
    actor: entry.actor,
    organizationCode: entry.organization,
    comment: entry.comment,
    values: values.map(([name, value]) => ({ name, value: value === null ? null : String(value) })),
    digest: entry.digest,
  });
}
