import { Directive, Field, ObjectType } from 'type-graphql';
import type { Execute, Row } from '../data/database.js';
import { executeOf } from '../data/execute-of.js';
import type { Context } from '../module/context.js';
import { CalendarDate } from '../module/scalars.js';
import { type Head, isSigned, partOf, rootOf } from './head.js';
import { dayNameAt, dayNamed, lastDigests, timelineLedger } from './ledger.js';

/** What the signed head of the day of an aggregate's last entry says of it. */
@ObjectType({
  description:
    '留痕的每日签名:末条记录所在日的默克尔树根及其签名(SM3、Ed25519)。 The signed head of the day of the last entry.',
})
@Directive('@shareable')
export class TimelineSeal {
  @Field(() => CalendarDate, { description: '所签之日(Asia/Shanghai)。 The day that is signed.' })
  day!: string;

  @Field(() => String, { description: '当日树根(SM3,十六进制)。 The day’s root.' })
  root!: string;

  @Field(() => String, {
    description: '签名公钥的 SM3,应与本单位公布的一致。 SM3 of the public key; compare it with the published one.',
  })
  keyId!: string;

  @Field(() => Boolean, { description: '签名有效。 The signature is of this root, by this key.' })
  signatureValid!: boolean;

  @Field(() => Boolean, {
    description: '按现有记录重算的树根与所签一致。 The root that the entries give today is the signed one.',
  })
  rootAgrees!: boolean;
}

const headColumns = `day::text as "day", root, leaves, parts, previous, key_id as "keyId", public_key as "publicKey", signature`;

/** The seal of an aggregate's timeline; null while its last day is not signed. n aggregates cost three statements. */
export function timelineSeal(context: Context, about: string): Promise<TimelineSeal | null> {
  return context.session.batch('timeline seal', about, (keys, manager) => sealsOf(keys, executeOf(manager)));
}

/** Whether the day of an aggregate's last entry has a signed head; no aggregate without entries has. */
export async function isSealed({ session }: Pick<Context, 'session'>, about: string): Promise<boolean> {
  const execute = executeOf(session.manager);
  const day = (await lastDays([about], execute)).get(about);
  return day !== undefined && (await execute('select 1 from kit.heads where day = ?', [day])).length > 0;
}

async function sealsOf(abouts: readonly string[], execute: Execute): Promise<(TimelineSeal | null)[]> {
  const days = await lastDays(abouts, execute);
  const heads = await execute(
    `select ${headColumns} from kit.heads where day in (select (jsonb_array_elements_text(?::jsonb))::date)`,
    [JSON.stringify([...new Set(days.values())])],
  );
  const signed = heads.map((row) => row as Row & Head);
  const leaves = await lastDigests(
    execute,
    signed.map(({ day }) => dayNamed(day)),
  );
  const seals = new Map(signed.map((head) => [head.day, sealBy(head, leaves.get(head.day) ?? [])]));
  return abouts.map((about) => seals.get(days.get(about) ?? '') ?? null);
}

function sealBy(head: Head, leaves: readonly string[]): TimelineSeal {
  const { day, root, keyId, parts } = head;
  const recomputed = parts.map((part) =>
    part.ledger === timelineLedger.name ? partOf(timelineLedger.name, leaves) : part,
  );
  return Object.assign(new TimelineSeal(), {
    day,
    root,
    keyId,
    signatureValid: isSigned(head),
    rootAgrees: rootOf(recomputed) === root,
  });
}

async function lastDays(abouts: readonly string[], execute: Execute): Promise<ReadonlyMap<string, string>> {
  const rows = await execute(
    `select distinct on (about) about, at from kit.timeline
     where about in (select (jsonb_array_elements_text(?::jsonb))::uuid) order by about, sequence desc`,
    [JSON.stringify(abouts)],
  );
  return new Map(rows.map((row) => [String(row['about']), dayNameAt(new Date(row['at'] as string | Date))]));
}
