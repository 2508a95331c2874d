import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { template } from './template.js';

/** A database of a test file's own, filled as the template is. */
export interface ClonedDatabase {
  /** Settings that make a portal use it. */
  readonly environment: Readonly<Record<string, string>>;
  drop(): Promise<void>;
}

/** Clones the template: a database on the server of DATABASE_URL, or a data folder for the embedded PostgreSQL. */
export async function cloneDatabase(): Promise<ClonedDatabase> {
  const { url, folder } = template();
  if (url !== null) return cloneOnServer(url);
  const copy = await mkdtemp(path.join(tmpdir(), 'yimen-data-'));
  await cp(folder, copy, { recursive: true });
  return { environment: { DATA_FOLDER: copy }, drop: () => rm(copy, { recursive: true, force: true }) };
}

async function cloneOnServer(url: string): Promise<ClonedDatabase> {
  const name = `yimen_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(url, `create database ${name} template ${template().name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-data-'));
  return {
    environment: { DATABASE_URL: own.href, DATA_FOLDER: folder },
    drop: async () => {
      await onServer(url, `drop database ${name} with (force)`);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs one statement on the server's own database. */
export async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
