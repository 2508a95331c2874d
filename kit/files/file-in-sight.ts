import type { Session } from '../data/session.js';
import type { Caller } from '../identity/caller.js';
import type { Class } from '../module/define.js';
import { StoredFile } from './stored-file.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The file of an id as the caller may see it: an unattached one by who uploaded it, another by whoever sees the row that
 * it belongs to. Null when there is none or it is out of sight.
 */
export async function fileInSight(
  { caller, session }: { readonly caller: Caller; readonly session: Session },
  entityNamed: (name: string) => Class | null,
  id: string,
): Promise<StoredFile | null> {
  if (!uuid.test(id)) return null;
  const file = await session.manager.findOne(StoredFile, { id }, { filters: { visible: false } });
  if (file === null) return null;
  if (file.ownerEntity === null || file.ownerId === null) return file.uploadedBy === caller.subject ? file : null;
  const entity = entityNamed(file.ownerEntity);
  if (entity === null) return null;
  const owner = await session.one(entity, 'id' as never, file.ownerId);
  return owner === null ? null : file;
}
