import type { Context } from '../module/context.js';
import type { Course } from '../workflow/workflow.js';
import { digestOf } from './append.js';
import { type StoredEntry, storedEntry, timelineColumns } from './timeline-entry.js';

/** The entries of an aggregate's timeline in their order; n aggregates cost one statement. */
export function entriesOf(context: Context, about: string): Promise<StoredEntry[]> {
  return context.session.batch('timeline', about, async (keys, manager) => {
    const rows = (await manager.execute(
      `select ${timelineColumns} from kit.timeline
       where about in (select (jsonb_array_elements_text(?::jsonb))::uuid) order by about, sequence`,
      [JSON.stringify(keys)],
    )) as Record<string, unknown>[];
    const byKey = Map.groupBy(rows.map(storedEntry), (entry) => entry.about);
    return keys.map((key) => byKey.get(key) ?? []);
  });
}

/**
 * The first entry whose content, place or link does not agree with its digest, or with the head that the row keeps; null
 * when the chain is whole.
 */
export function brokenAt(entries: readonly StoredEntry[], { length, head }: Course): number | null {
  let last = '';
  for (const [index, { previous, digest, ...entry }] of entries.entries()) {
    if (entry.sequence !== index + 1 || previous !== last || digestOf(previous, entry) !== digest) return index + 1;
    last = digest;
  }
  return entries.length === length && last === head ? null : entries.length + 1;
}
