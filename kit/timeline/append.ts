import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../module/context.js';
import type { Course, Entry } from '../workflow/workflow.js';
import { canonicalJson } from './canonical-json.js';

/** A transition as the timeline keeps it. */
export interface TransitionRecord {
  readonly about: string;
  readonly workflow: string;
  readonly at: Date;
  readonly verb: string;
  readonly from: string | null;
  readonly to: string;
  readonly step: string | null;
  readonly actor: string;
  readonly organization: string | null;
  readonly entry: Entry;
}

/** An entry as its digest sees it: personal values are salted digests already. */
export interface ChainedEntry {
  readonly about: string;
  readonly sequence: number;
  readonly workflow: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly at: string;
  readonly verb: string;
  readonly from: string | null;
  readonly to: string;
  readonly step: string | null;
  readonly actor: string;
  readonly organization: string | null;
  readonly comment: string | null;
  readonly values: Readonly<Record<string, unknown>>;
  readonly personal: Readonly<Record<string, string>>;
}

/** SM3 (GB/T 32905) of the entry before and this one, in hexadecimal: the chain. */
export function digestOf(previous: string, entry: ChainedEntry): string {
  return createHash('sm3').update(previous).update('\n').update(canonicalJson(entry)).digest('hex');
}

/** SM3 of a personal value under its salt. Without the salt nobody can tell the value by trying. */
export function saltedDigest(salt: string, value: string): string {
  return createHash('sm3').update(salt).update('\n').update(value).digest('hex');
}

/**
 * Appends a transition to its aggregate's timeline, in the transaction that makes it, and tells those who listen to the
 * workflow's name. Answers the course with the chain's new head.
 */
export async function appendEntry(inside: Context, course: Course, record: TransitionRecord): Promise<Course> {
  const salts: Record<string, string> = {};
  const personal: Record<string, string> = {};
  for (const [name, value] of Object.entries(record.entry.personal ?? {})) {
    const salt = randomBytes(16).toString('hex');
    salts[name] = salt;
    personal[name] = saltedDigest(salt, value);
  }
  const { entry, ...rest } = record;
  const sequence = course.length + 1;
  const values = entry.values ?? {};
  const comment = entry.comment ?? null;
  const chained: ChainedEntry = { ...rest, at: record.at.toISOString(), sequence, comment, values, personal };
  const digest = digestOf(course.head, chained);
  await inside.session.manager.execute(
    `with entry as (
       insert into kit.timeline (about, sequence, workflow, at, verb, from_state, to_state, step, actor,
         organization_code, comment, content, salts, previous, digest)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?))
     select pg_notify('yimen', ?)`,
    [
      record.about,
      sequence,
      record.workflow,
      chained.at,
      record.verb,
      record.from,
      record.to,
      record.step,
      record.actor,
      record.organization,
      comment,
      JSON.stringify({ values, personal }),
      JSON.stringify(salts),
      course.head,
      digest,
      JSON.stringify({ topic: record.workflow, about: record.about }),
    ],
  );
  return { ...course, length: sequence, head: digest };
}
