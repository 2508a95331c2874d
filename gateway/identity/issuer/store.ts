import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Payload, StoredModel } from 'oidc-provider';

interface Row {
  readonly model: string;
  readonly id: string;
  readonly payload: Payload;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Sessions, grants, codes and refresh tokens of the development issuer. */
export interface IssuerStore {
  rowsOf(model: string): StoredModel;
  /** Writes what is not on disk yet. */
  close(): Promise<void>;
}

const mostRows = 5_000;
const writeDelay = 300;

/** Keeps the issuer's rows in memory and, shortly after each change, in one file under `folder` that only its owner reads. */
export async function issuerStore(folder: string): Promise<IssuerStore> {
  const file = join(folder, 'issuer-sessions.json');
  const rows = await load(file);
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const now = Date.now();
    for (const [key, row] of rows) if (row.expiresAt <= now) rows.delete(key);
    await mkdir(folder, { recursive: true });
    await writeFile(`${file}.draft`, JSON.stringify([...rows.values()]), { mode: 0o600 });
    await rename(`${file}.draft`, file);
  }

  function changed(): void {
    timer ??= setTimeout(() => {
      writing = writing.then(write);
      // Seen by the next change or by `close`, whichever comes first.
      writing.catch(() => undefined);
    }, writeDelay).unref();
  }

  function rowsOf(model: string): StoredModel {
    return storedModel(model, rows, async () => {
      if (timer === undefined) await writing;
      changed();
    });
  }

  return {
    rowsOf,
    close: async () => {
      const unwritten = timer !== undefined;
      clearTimeout(timer);
      await writing;
      if (unwritten) await write();
    },
  };
}

function storedModel(model: string, rows: Map<string, Row>, changed: () => Promise<void>): StoredModel {
  const keyOf = (id: string) => `${model}:${id}`;
  const live = (row: Row | undefined) => (row !== undefined && row.expiresAt > Date.now() ? row.payload : undefined);
  const first = (holds: (payload: Payload) => boolean) =>
    live([...rows.values()].find((row) => row.model === model && holds(row.payload)));
  return {
    find: async (id) => live(rows.get(keyOf(id))),
    findByUid: async (uid) => first((payload) => payload.uid === uid),
    findByUserCode: async (code) => first((payload) => payload.userCode === code),
    upsert: async (id, payload, expiresIn) => {
      const expiresAt = expiresIn === undefined ? Infinity : Date.now() + expiresIn * 1000;
      rows.delete(keyOf(id));
      const [oldest] = rows.size < mostRows ? [] : rows.keys();
      if (oldest !== undefined) rows.delete(oldest);
      rows.set(keyOf(id), { model, id, payload, expiresAt });
      await changed();
    },
    consume: async (id) => {
      const row = rows.get(keyOf(id));
      if (row === undefined) return;
      rows.set(keyOf(id), { ...row, payload: { ...row.payload, consumed: Math.floor(Date.now() / 1000) } });
      await changed();
    },
    destroy: async (id) => {
      if (rows.delete(keyOf(id))) await changed();
    },
    revokeByGrantId: async (grantId) => {
      for (const [key, row] of rows) if (row.model === model && row.payload.grantId === grantId) rows.delete(key);
      await changed();
    },
  };
}

async function load(file: string): Promise<Map<string, Row>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw new Error(`The issuer's sessions in ${file} cannot be read.`, { cause: error });
  });
  return new Map((JSON.parse(text) as Row[]).map((row) => [`${row.model}:${row.id}`, row]));
}
