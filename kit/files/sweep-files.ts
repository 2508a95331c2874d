import type { Execute } from '../data/database.js';
import { lockOfFiles } from '../data/lock-of-files.js';
import { BytesOnDisk } from './bytes-on-disk.js';
import { lockOfDigest } from './keep-file.js';

const day = 86_400_000;

/** Files that one sweep removes at most, so that its transaction ends soon; the next hour takes the rest. */
const most = 500;

/**
 * Removes files that no row has claimed within 24 hours, and their bytes where no other file has the same; also what
 * uploads left that a crash cut off. Inside a transaction. Answers how many files went; none while a backup copies them.
 */
export async function sweepFiles(execute: Execute, now: Date, dataFolder: string): Promise<number> {
  const [free] = await execute(`select pg_try_advisory_xact_lock(${lockOfFiles}) as taken`);
  if (free?.['taken'] !== true) return 0;
  const before = new Date(now.getTime() - day);
  const bytes = new BytesOnDisk(dataFolder);
  const removed = await execute(
    `delete from kit.files where id in (select id from kit.files where owner_id is null and uploaded_at < ?
       order by id limit ${most} for update skip locked) returning digest`,
    [before],
  );
  const digests = [...new Set(removed.map((row) => String(row['digest'])))].sort();
  for (const digest of digests) {
    await execute(lockOfDigest, [digest]);
    const [other] = await execute('select 1 from kit.files where digest = ? limit 1', [digest]);
    // Should this fail, the rows stay and the next sweep tries again.
    if (!other) await bytes.remove(digest);
  }
  await bytes.removeIncoming(day);
  return removed.length;
}
