import { LockMode } from '@mikro-orm/postgresql';
import type { Context } from '../module/context.js';
import { Fault } from '../module/fault.js';
import { StoredFile } from './stored-file.js';

/** The row that files are attached to: its entity's name and its id. */
export interface FileOwner {
  readonly entity: string;
  readonly id: string;
}

const mostAtOnce = 20;
const mostOfOneRow = 100;

/**
 * Attaches files that the caller has uploaded to a row, inside the transaction of the verb, and answers them in the order
 * of `ids`. Faults: INVALID, reason TOO_MANY_FILES (20 at once, 100 a row) or FILE_REPEATED; NOT_FOUND for an id that is
 * no file, somebody else's, or attached already.
 */
export async function attachFiles(inside: Context, ids: readonly string[], owner: FileOwner): Promise<StoredFile[]> {
  if (ids.length === 0) return [];
  if (ids.length > mostAtOnce) throw tooManyFiles(mostAtOnce, ids.length);
  const wanted = ids.map((id) => (uuid.test(id) ? id.toLowerCase() : refuse(id)));
  const repeated = wanted.find((id, index) => wanted.indexOf(id) !== index);
  if (repeated !== undefined) throw fileRepeated(repeated);
  const { manager } = inside.session;
  // In the order of ids, so that two verbs which want the same files do not wait for each other.
  const found = await manager.find(
    StoredFile,
    { id: { $in: wanted }, ownerId: null },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const byId = new Map(found.map((file) => [file.id, file]));
  const files = wanted.map((id) => byId.get(id) ?? refuse(id));
  const held = await manager.count(StoredFile, { ownerId: owner.id }, { filters: { visible: false } });
  if (held + files.length > mostOfOneRow) throw tooManyFiles(mostOfOneRow, held + files.length);
  for (const file of files) Object.assign(file, { ownerEntity: owner.entity, ownerId: owner.id });
  return files;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function refuse(id: string): never {
  throw new Fault('NOT_FOUND', {
    zh: `没有可用的文件「${id}」:须由您本人上传,且尚未随其他记录保存。`,
    en: `There is no file "${id}" to attach: it must be uploaded by you and belong to no record yet.`,
  });
}

function tooManyFiles(most: number, given: number): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `文件过多:一次至多 ${mostAtOnce} 个,一条记录至多 ${mostOfOneRow} 个,现为 ${given} 个。`,
      en: `Too many files: at most ${mostAtOnce} at once and ${mostOfOneRow} a record; these are ${given}.`,
    },
    { reason: 'TOO_MANY_FILES', details: { most, given } },
  );
}

function fileRepeated(id: string): Fault {
  return new Fault(
    'INVALID',
    { zh: `文件「${id}」重复。`, en: `The file "${id}" is named twice.` },
    { reason: 'FILE_REPEATED', details: { id } },
  );
}
