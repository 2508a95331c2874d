import { v7 as uuid } from 'uuid';
import type { Database } from '../data/database.js';
import { Session } from '../data/session.js';
import type { Caller } from '../identity/caller.js';
import { Fault } from '../module/fault.js';
import type { BytesOnDisk } from './bytes-on-disk.js';
import { StoredFile } from './stored-file.js';

/** What is known of bytes that have arrived whole. */
export type ReceivedFile = Pick<
  StoredFile,
  'digest' | 'sm3' | 'size' | 'mediaType' | 'takenAt' | 'longitude' | 'latitude'
>;

/** Files that one caller may have uploaded without attaching them to anything. */
const mostUnattached = 200;

/** Fault LIMITED, reason TOO_MANY_UPLOADS, for a caller who has 200 files that belong to no row. */
export async function mayUpload(session: Session): Promise<void> {
  const waiting = await session.manager.count(StoredFile, { ownerId: null });
  if (waiting >= mostUnattached) throw tooManyUploads();
}

/** Gives incoming bytes an id and keeps them: the caller's own until a verb attaches them to a row. */
export async function keepFile(
  database: Database,
  bytes: BytesOnDisk,
  { caller, now }: { readonly caller: Caller; readonly now: Date },
  received: ReceivedFile & { readonly incoming: string },
): Promise<StoredFile> {
  const { incoming, ...facts } = received;
  const uploadedBy = caller.subject;
  if (uploadedBy === null) throw new Error('Nobody uploaded a file.');
  // The row comes first: from then on nothing takes away equal bytes, and should the rename fail, the row goes by itself
  // after a day, because nobody has learnt its id.
  const file = await new Session(database, caller).write(async ({ manager }) => {
    await manager.execute(lockOfDigest, [facts.digest]);
    const row = Object.assign(new StoredFile(), { id: uuid(), ...facts, uploadedBy, uploadedAt: now });
    manager.persist(row);
    return row;
  });
  await bytes.keep(incoming, facts.digest);
  return file;
}

/** Held by whoever adds a row of some bytes, and by whoever looks whether any is left, until the transaction ends. */
export const lockOfDigest = 'select pg_advisory_xact_lock(hashtextextended(?, 94637))';

function tooManyUploads(): Fault {
  return new Fault(
    'LIMITED',
    {
      zh: `您有 ${mostUnattached} 个已上传而未使用的文件,请先使用或等待 24 小时后清理。`,
      en: `You have ${mostUnattached} uploaded files that belong to no record. Use them, or wait until they go after 24 hours.`,
    },
    { reason: 'TOO_MANY_UPLOADS', details: { most: mostUnattached } },
  );
}
