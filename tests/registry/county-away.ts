import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type LogoutIssuer, openLogoutIssuer } from '../replicas/logout-issuer.js';
import { openOwnPostgres, type OwnPostgres } from '../support/own-postgres.js';
import { openOwnPortal, type OwnPortal } from '../support/own-postgres-portal.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { type Department, head, install, listAddresses, startDepartment } from './department.js';

const sdl = `${head}\ntype Query { tide: Float }\ntype Mutation { openSluice: Boolean }\n`;

/** A county whose portal has served a department's subgraph, and whose PostgreSQL server is stopped. */
export interface CountyAway {
  readonly server: OwnPostgres;
  readonly department: Department;
  readonly issuer: LogoutIssuer;
  /** The data folder that its portals share. */
  readonly folder: string;
  /** Settings of a portal of this county, in the order of the day. */
  readonly environment: Readonly<Record<string, string>>;
  /** Starts a portal in a process of its own; ended with the county. */
  start(more?: Readonly<Record<string, string>>): Promise<OwnPortal>;
  close(): Promise<void>;
}

/** What a portal answered a bearer, as far as programs read it. */
export interface Told {
  readonly status: number;
  readonly data: Record<string, unknown> | null;
  readonly code: string | undefined;
  readonly reason: string | undefined;
  readonly retryAfter: string | null;
}

/** Makes the county; `meanwhile` is done with its portal before that closes and the server stops. */
export async function openCountyAway(
  meanwhile: (portal: TestPortal, issuer: LogoutIssuer) => Promise<void> = async () => {},
): Promise<CountyAway> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const server = await openOwnPostgres({});
    closing.push(() => server.remove());
    const issuer = await openLogoutIssuer();
    closing.push(() => issuer.close());
    const department = await startDepartment(sdl, {
      Query: { tide: () => 3.5 },
      Mutation: { openSluice: () => true },
    });
    closing.push(() => department.close());
    const folder = await mkdtemp(path.join(tmpdir(), 'yimen-county-away-'));
    closing.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const environment = { DATABASE_URL: server.url, DATA_FOLDER: folder, ISSUER: issuer.url };
    const portal = await openPortal({ environment });
    try {
      await listAddresses(portal, [['320281-water', department.origin]]);
      await install(portal, { name: 'tides', url: department.url, sdl }, 0);
      await meanwhile(portal, issuer);
    } finally {
      await portal.close();
    }
    await server.stop('fast');
    const start = async (more: Readonly<Record<string, string>> = {}): Promise<OwnPortal> => {
      const started = await openOwnPortal({ ...environment, LOG_LEVEL: 'info', ...more });
      closing.push(() => started.close());
      return started;
    };
    return { server, department, issuer, folder, environment, start, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Asks a portal with a token, or without one. */
export async function askWith(
  origin: string,
  token: string | null,
  query: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Told> {
  const response = await send(origin, token, query, headers);
  const { data = null, errors = [] } = (await response.json()) as Partial<Said>;
  const { code, reason } = errors[0]?.extensions ?? {};
  return { status: response.status, data, code, reason, retryAfter: response.headers.get('retry-after') };
}

/** The sentence with which a portal refuses a token, in a language. */
export async function messageOf(origin: string, token: string, language: string): Promise<string | undefined> {
  const response = await send(origin, token, '{ tide }', { 'accept-language': language });
  return ((await response.json()) as Partial<Said>).errors?.[0]?.message;
}

/** Opens an event stream; `all` is what came on it, once it has ended. */
export async function listenWith(origin: string, token: string, query: string): Promise<{ all: Promise<string> }> {
  const response = await send(origin, token, query, { accept: 'text/event-stream' });
  return { all: response.text() };
}

interface Said {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly {
    readonly message: string;
    readonly extensions: { readonly code?: string; readonly reason?: string };
  }[];
}

function send(
  origin: string,
  token: string | null,
  query: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  return fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ query }),
  });
}
