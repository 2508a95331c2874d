import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Log } from '../../kit/module/host.js';
import type { SheetReport } from '../../kit/onboarding/onboard.js';
import { readConfig } from '../../gateway/config.js';
import { openPortal as open, type Portal, projectRoot } from '../../gateway/portal.js';
import { createLog } from '../../gateway/telemetry/log.js';
import { folderOfAccounts, type TestAccount } from './accounts.js';
import { exif, jpeg, type Said } from './photo-bytes.js';
import { logIn } from './demo-login.js';
import { cloneDatabase, type ClonedDatabase } from './database.js';

/** What the graph answers, with the members that tests look at. */
export interface Answer {
  readonly status: number;
  readonly data: Record<string, never> | null | undefined;
  readonly errors:
    | readonly {
        readonly message: string;
        readonly path?: readonly (string | number)[];
        readonly extensions: {
          readonly code: string;
          readonly reason?: string;
          readonly details?: Record<string, unknown>;
        };
      }[]
    | undefined;
  readonly extensions: Record<string, unknown> | undefined;
  readonly headers: Headers;
}

/** How a question is asked: as which demo account, with which headers. */
export interface Asking {
  readonly as?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The whole portal over HTTP, on a clone of the onboarded county. */
export interface TestPortal {
  readonly origin: string;
  readonly portal: Portal;
  readonly database: ClonedDatabase;
  /** The moment that the portal takes for now; tests move it. */
  readonly clock: { moment: Date };
  /** Milliseconds by which the clock of tokens runs ahead of the day's. */
  readonly tokens: { ahead: number };
  ask(query: string, variables?: Readonly<Record<string, unknown>>, asking?: Asking): Promise<Answer>;
  tokenOf(username: string): Promise<string>;
  /** Uploads a file as a demo account; answers its id. */
  sendFile(bytes: Buffer, as: string): Promise<string>;
  /** Uploads a photo that says in its EXIF block where it was taken, or nothing, as a demo account; answers its id. */
  photograph(as: string, place?: { readonly longitude: number; readonly latitude: number }): Promise<string>;
  /** Runs every event and timer that is due at the clock's moment. */
  settle(): Promise<void>;
  onboard(folder: string): Promise<SheetReport[]>;
  close(): Promise<void>;
}

/** The moment at which tests stand: Saturday, 21 November 2026, 10:00 in Shanghai. */
const testMoment = '2026-11-21T02:00:00Z';

/** Milliseconds after which a long test logs in anew: a token is good for five minutes. */
const tokenLife = 200_000;

/** What a test asks of its portal beyond the ordinary. */
export interface PortalSettings {
  readonly environment?: Readonly<Record<string, string>>;
  readonly root?: string;
  /** Accounts that can log in, in place of the county's own. */
  readonly accounts?: readonly TestAccount[];
  /** A portal whose open database this one shares. */
  readonly beside?: TestPortal;
  /** Where the portal logs; nowhere unless given. */
  readonly log?: Log;
  /** Milliseconds between two looks at docked subgraphs; none unless given, and then the portal's `beat()` looks. */
  readonly heartbeat?: number;
  /** A database that is cloned already and stays when the portal closes. */
  readonly on?: ClonedDatabase;
}

/** Opens a portal on a database of its own, already onboarded with 江阴. Close it when done. */
export async function openPortal(settings: PortalSettings = {}): Promise<TestPortal> {
  const database = settings.beside?.database ?? settings.on ?? (await cloneDatabase());
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-portal-'));
  const county = settings.accounts ? { COUNTY_FOLDER: await folderOfAccounts(settings.accounts, folder) } : {};
  const environment = {
    PORT: '0',
    DATA_FOLDER: folder,
    LOG_LEVEL: 'silent',
    // One account asks for many people, as fast as it can.
    RATE_CALLER: '100000',
    RATE_CLIENT: '100000',
    RATE_DEPARTMENT: '100000',
    ...county,
    ...database.environment,
    // The rows are shared, the issuer's sessions are not.
    ...(settings.beside ? { DATA_FOLDER: folder } : {}),
    ...settings.environment,
  };
  const clock = { moment: new Date(testMoment) };
  const tokens = { ahead: 0 };
  const portal = await open(readConfig(environment), {
    log: settings.log ?? createLog(environment.LOG_LEVEL),
    clock: { now: () => clock.moment },
    tokenClock: { now: () => new Date(Date.now() + tokens.ahead) },
    progress: () => {},
    root: settings.root ?? projectRoot,
    database: settings.beside?.portal.database,
    tick: 0,
    heartbeat: settings.heartbeat ?? 0,
  });
  const held = new Map<string, { readonly token: Promise<string>; readonly since: number }>();
  const tokenOf = (username: string): Promise<string> => {
    const known = held.get(username);
    if (known && performance.now() - known.since < tokenLife) return known.token;
    const token = logIn(portal.identity.issuer, username).then((login) => login.token);
    held.set(username, { token, since: performance.now() });
    return token;
  };
  const sendFile = async (bytes: Buffer, as: string): Promise<string> => {
    const response = await fetch(`${portal.origin}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenOf(as)}` },
      body: new Uint8Array(bytes),
    });
    const { id } = (await response.json()) as { id?: string };
    if (id === undefined) throw new Error(`The file of ${as} was refused with status ${response.status}.`);
    return id;
  };
  return {
    origin: portal.origin,
    portal,
    database,
    clock,
    tokens,
    tokenOf,
    ask: async (query, variables, { as, headers } = {}) => {
      const authorization = as === undefined ? {} : { authorization: `Bearer ${await tokenOf(as)}` };
      const response = await fetch(`${portal.origin}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          ...authorization,
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      });
      const body = (await response.json()) as Pick<Answer, 'data' | 'errors' | 'extensions'>;
      return { ...body, status: response.status, headers: response.headers } as Answer;
    },
    sendFile,
    photograph: (as, place) => sendFile(jpeg(640, 480, place ? exif(takenAt(place)) : null), as),
    settle: () => portal.bus.settle(),
    onboard: (county) => portal.onboard(county),
    close: async () => {
      await portal.close();
      if (!settings.beside && !settings.on) await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function takenAt({ longitude, latitude }: { longitude: number; latitude: number }): Said {
  const parts = (degrees: number): [number, number, number] => {
    const minutes = (degrees % 1) * 60;
    return [Math.floor(degrees), Math.floor(minutes), (minutes % 1) * 60];
  };
  return { longitude: [...parts(longitude), 'E'], latitude: [...parts(latitude), 'N'] };
}
