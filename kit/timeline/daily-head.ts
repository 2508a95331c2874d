import type { KeyObject } from 'node:crypto';
import type { Execute } from '../data/database.js';
import { dayAt, nameOfDay, numberOfDay } from '../time/shanghai-day.js';
import { type Head, type HeadPart, partOf, rootOf, signHead } from './head.js';
import { keepOutside } from './heads-folder.js';
import { dayNamed, type Ledger, timelineLedger } from './ledger.js';

/** Days that one run signs, and leaves after which it begins no further day: it has five seconds. The next run goes on. */
const mostDays = 31;
const mostLeaves = 20_000;

/** Milliseconds after midnight: by then the transactions of the day before have ended. */
const rest = 5 * 60_000;
const hour = 3_600_000;

/** What signing needs beside the database. */
export interface SigningParts {
  readonly dataFolder: string;
  /** A private key of Ed25519. */
  readonly signingKey: KeyObject;
  /** Ledgers of modules, beside the timelines. */
  readonly ledgers: readonly Ledger[];
}

/** The moment of the next signing after a moment: at 00:05 in Shanghai, and at five past each hour for what was left then. */
export function nextSigning(after: Date): Date {
  const hours = Math.floor((after.getTime() - rest) / hour) + 1;
  return new Date(hours * hour + rest);
}

/**
 * Signs the days before today that have no head yet, in their order, each also into a file outside the database. Answers
 * their names. Throws when a day was signed differently before.
 */
export async function signDays(execute: Execute, now: Date, parts: SigningParts): Promise<string[]> {
  // A day is over for its head once it has rested.
  const today = dayAt(new Date(now.getTime() - rest));
  const first = await firstUnsigned(execute, today);
  const signed: string[] = [];
  let leaves = 0;
  for (let day = first; day < today && signed.length < mostDays && leaves < mostLeaves; day += 1) {
    const head = await headOf(execute, nameOfDay(day), parts);
    await keepOutside(parts.dataFolder, head);
    await insert(execute, head);
    signed.push(head.day);
    leaves += head.leaves;
  }
  return signed;
}

async function firstUnsigned(execute: Execute, today: number): Promise<number> {
  const [newest] = await execute('select max(day)::text as "day" from kit.heads');
  if (typeof newest?.['day'] === 'string') return numberOfDay(newest['day']) + 1;
  const [oldest] = await execute('select min(at) as "at" from kit.timeline');
  const at = oldest?.['at'] as string | Date | null | undefined;
  // Without timelines other ledgers may have entries of yesterday.
  return at ? dayAt(new Date(at)) : today - 1;
}

async function headOf(execute: Execute, day: string, { ledgers, signingKey }: SigningParts): Promise<Head> {
  const parts: HeadPart[] = [];
  for (const ledger of [timelineLedger, ...ledgers].sort(byName)) {
    parts.push(partOf(ledger.name, await ledger.leaves(execute, dayNamed(day))));
  }
  const [before] = await execute('select root from kit.heads where day < ? order by day desc limit 1', [day]);
  const leaves = parts.reduce((sum, part) => sum + part.leaves, 0);
  return signHead({ day, root: rootOf(parts), leaves, parts, previous: String(before?.['root'] ?? '') }, signingKey);
}

function byName(one: Ledger, other: Ledger): number {
  return one.name < other.name ? -1 : 1;
}

async function insert(execute: Execute, head: Head): Promise<void> {
  await execute(
    `insert into kit.heads (day, root, leaves, parts, previous, key_id, public_key, signature)
     values (?, ?, ?, ?::jsonb, ?, ?, ?, ?)`,
    [
      head.day,
      head.root,
      head.leaves,
      JSON.stringify(head.parts),
      head.previous,
      head.keyId,
      head.publicKey,
      head.signature,
    ],
  );
}
