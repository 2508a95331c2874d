import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { type ClonedDatabase, cloneDatabase, onServer } from '../support/database.js';
import { logIn } from '../support/demo-login.js';
import { describeOnServer } from '../support/describe-on-server.js';
import { template } from '../support/template.js';
import { type LogoutIssuer, openLogoutIssuer } from './logout-issuer.js';
import { freePort } from '../support/free-port.js';
import { type ReplicaProcess, startReplica } from '../support/replica-process.js';

/** `describe` where two processes may share a database. */
export const describeReplicas = describeOnServer('two replicas on one database');

/** What the graph answers to these tests. */
export interface ReplicaAnswer<Data> {
  readonly status: number;
  readonly data: Data | null | undefined;
  readonly reason: string | undefined;
}

/** Two portals, A and B, on one database and one issuer. */
export interface TwoReplicas {
  readonly issuer: LogoutIssuer;
  /** The settings of both. */
  readonly environment: Readonly<Record<string, string>>;
  readonly origins: readonly [a: string, b: string];
  /** The process that stands at an address at the moment. */
  at(origin: string): ReplicaProcess;
  /** Starts the portal of an address again, after it has ended. */
  restart(origin: string): Promise<void>;
  tokenOf(username: string): Promise<string>;
  ask<Data>(
    origin: string,
    query: string,
    variables: object,
    headers: Readonly<Record<string, string>>,
  ): Promise<ReplicaAnswer<Data>>;
  rows(sql: string): Promise<readonly Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** Starts both at the same time; on an empty database unless it is to be a clone of the onboarded county. */
export async function openTwoReplicas(
  settings: Readonly<Record<string, string>>,
  on: 'empty' | 'county',
): Promise<TwoReplicas> {
  const issuer = await openLogoutIssuer();
  const database = on === 'county' ? await cloneDatabase() : await emptyDatabase();
  const url = database.environment['DATABASE_URL'] ?? '';
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-replicas-'));
  const { privateKey } = generateKeyPairSync('ed25519');
  const environment = {
    ISSUER: issuer.url,
    DATA_FOLDER: folder,
    HEAD_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    LOG_LEVEL: 'warn',
    DATABASE_URL: url,
    ...settings,
  };
  const ports = [await freePort(), await freePort()];
  const started = await Promise.all(ports.map((port) => startReplica(port, environment)));
  const replicas = new Map(started.map((replica) => [replica.origin, replica]));
  const [a = '', b = ''] = replicas.keys();
  const at = (origin: string): ReplicaProcess => {
    const replica = replicas.get(origin);
    if (!replica) throw new Error(`No replica stands at ${origin}.`);
    return replica;
  };
  const held = new Map<string, Promise<string>>();
  const reader = new Client({ connectionString: url });
  await reader.connect();
  return {
    issuer,
    environment,
    origins: [a, b],
    at,
    restart: async (origin) => {
      replicas.set(origin, await startReplica(Number(new URL(origin).port), environment));
    },
    tokenOf: (username) => {
      const token = held.get(username) ?? logIn(issuer.url, username).then((login) => login.token);
      held.set(username, token);
      return token;
    },
    ask: async <Data>(origin: string, query: string, variables: object, headers: Readonly<Record<string, string>>) => {
      const response = await fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const body = (await response.json()) as {
        data?: Data;
        errors?: readonly { readonly extensions: { readonly code: string; readonly reason?: string } }[];
      };
      const [error] = body.errors ?? [];
      return { status: response.status, data: body.data, reason: error?.extensions.reason ?? error?.extensions.code };
    },
    rows: async (sql) => (await reader.query<Record<string, unknown>>(sql)).rows,
    close: async () => {
      await Promise.all([...replicas.values()].map((replica) => replica.end('SIGKILL')));
      await reader.end();
      await issuer.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function emptyDatabase(): Promise<ClonedDatabase> {
  const { url } = template();
  if (url === null) throw new Error('DATABASE_URL is not set.');
  const name = `yimen_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(url, `create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return {
    environment: { DATABASE_URL: own.href },
    drop: () => onServer(url, `drop database ${name} with (force)`),
  };
}

/** The market street of 金凤村第2网格 in 徐霞客镇, as a citizen reports something there. */
export function reportOf(description: string) {
  return { report: { description, longitude: 120.293, latitude: 31.7095 } };
}

export const reportEvent = `mutation ($report: ReportEventInput!) {
  reportEvent(report: $report) { id eventNo version }
}`;

/** An event as `reportEvent` answers it. */
export interface Reported {
  readonly reportEvent: { readonly id: string; readonly eventNo: string; readonly version: number };
}
