import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../../gateway/portal.js';
import { logIn } from './demo-login.js';
import { jpeg } from './photo-bytes.js';

/** What the portal answered, and after how many milliseconds. */
export interface Answered {
  readonly status: number;
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly reason?: string };
  }[];
  readonly milliseconds: number;
}

/** A line of the portal's log. */
export interface LogLine {
  readonly time: string;
  readonly msg: string;
  readonly level: number;
  /** Further members, where a line has them. */
  readonly module?: string;
  readonly pid?: number;
  readonly why?: string;
}

/** A portal in a process of its own, of which one subgraph (evaluation) is served elsewhere, without a database. */
export interface OwnPortal {
  readonly origin: string;
  readonly pid: number;
  readonly log: readonly LogLine[];
  /** Whatever it wrote that is no line of its log. */
  readonly complaints: readonly string[];
  /** The code of its end; null while it runs. */
  readonly ended: number | null;
  ask(query: string, options?: { variables?: object; as?: string; language?: 'zh' | 'en' }): Promise<Answered>;
  /** Sends a photo as the grid officer. */
  upload(): Promise<{ readonly status: number; readonly id?: string; readonly reason?: string }>;
  health(room: '/live' | '/ready'): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Asks it to close, and waits until it has. */
  stop(): Promise<void>;
  /** Kills it, and waits until it has ended. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

const subgraph = 'evaluation';

/** Starts it with these settings; `program` is the file of the process, and what it is told. */
export async function openOwnPortal(
  environment: Readonly<Record<string, string>>,
  program: readonly string[] = ['tests/support/killable-portal.ts', '0'],
): Promise<OwnPortal> {
  const remote = await remoteSubgraph();
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-own-portal-'));
  const child = spawn(process.execPath, ['--import', './scripts/typescript.mjs', ...program], {
    cwd: projectRoot,
    env: {
      ...process.env,
      PORT: '0',
      DATA_FOLDER: folder,
      RATE_CALLER: '100000',
      RATE_CLIENT: '100000',
      RATE_DEPARTMENT: '100000',
      [`SUBGRAPH_${subgraph.toUpperCase()}_URL`]: remote.url,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    remote.server.close();
    remote.server.closeAllConnections();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const portal = new SpawnedPortal(child, close);
  return portal.opened().catch(async (error: unknown) => {
    await close();
    throw error;
  });
}

interface Place {
  readonly origin: string;
  readonly issuer: string;
}

class SpawnedPortal implements OwnPortal {
  readonly log: LogLine[] = [];
  readonly complaints: string[] = [];
  readonly close: () => Promise<void>;
  readonly #child: ChildProcess;
  readonly #tokens = new Map<string, Promise<string>>();
  #place: Place = { origin: '', issuer: '' };

  constructor(child: ChildProcess, close: () => Promise<void>) {
    this.#child = child;
    this.close = close;
    if (child.stderr) createInterface({ input: child.stderr }).on('line', (line) => this.#note(line));
  }

  get origin(): string {
    return this.#place.origin;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get ended(): number | null {
    return this.#child.exitCode;
  }

  async opened(): Promise<this> {
    if (!this.#child.stdout) throw new Error('The portal has no standard output.');
    const lines = createInterface({ input: this.#child.stdout });
    const gone = once(this.#child, 'exit').then(() => Promise.reject(new Error(this.complaints.join('\n'))));
    const [line] = (await Promise.race([once(lines, 'line'), gone])) as [string];
    gone.catch(() => {});
    this.#place = JSON.parse(line) as Place;
    lines.on('line', (more) => this.complaints.push(more));
    return this;
  }

  async ask(
    query: string,
    { variables = {}, as, language }: { variables?: object; as?: string; language?: 'zh' | 'en' } = {},
  ) {
    const started = performance.now();
    const response = await fetch(`${this.#place.origin}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        ...(language ? { 'accept-language': language } : {}),
        ...(as ? await this.#authorised(as) : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data = null, errors = [] } = (await response.json()) as Partial<Answered>;
    return { status: response.status, data, errors, milliseconds: performance.now() - started };
  }

  async upload() {
    const response = await fetch(`${this.#place.origin}/files`, {
      method: 'POST',
      headers: await this.#authorised('grid.officer'),
      body: new Uint8Array(jpeg()),
    });
    const { id, errors } = (await response.json()) as { id?: string } & Partial<Answered>;
    return { status: response.status, id, reason: errors?.[0]?.extensions.reason ?? errors?.[0]?.extensions.code };
  }

  async health(room: '/live' | '/ready') {
    const response = await fetch(`${this.#place.origin}${room}`);
    return { status: response.status, body: await response.json() };
  }

  stop() {
    return this.#end('SIGTERM');
  }

  kill() {
    return this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    await ended;
  }

  async #authorised(username: string): Promise<Record<string, string>> {
    const token = this.#tokens.get(username) ?? logIn(this.#place.issuer, username).then(({ token: given }) => given);
    this.#tokens.set(username, token);
    return { authorization: `Bearer ${await token}` };
  }

  #note(line: string): void {
    if (line.startsWith('{')) this.log.push(JSON.parse(line) as LogLine);
    else if (!line.includes('Warning')) this.complaints.push(line);
  }
}

async function remoteSubgraph(): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end('{"data":{"post":{"code":"P-1"}}}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}/graphql`, server };
}

/** What became of writes: those that were acknowledged, and the reasons of the others with how often each was given. */
export interface Writes {
  readonly acknowledged: Map<string, string>;
  readonly refused: Map<string, number>;
  /** Milliseconds of the slowest answer. */
  slowest: number;
  /** Lets the write that is under way end, and no other begin. */
  end(): Promise<void>;
}

const report = `mutation ($report: ReportEventInput!) { reportEvent(report: $report) { id eventNo } }`;

/** Has so many writers report events, one after the other each, through whatever happens. */
export function startWrites(portal: OwnPortal, writers: number): Writes {
  const asked = { toEnd: false };
  const refuse = (reason: string): void => void writes.refused.set(reason, (writes.refused.get(reason) ?? 0) + 1);
  const write = async (): Promise<boolean> => {
    const { id, reason } = await portal.upload();
    if (id === undefined) {
      refuse(String(reason));
      return false;
    }
    const spot = { longitude: 120.2935, latitude: 31.7085 };
    const variables = { report: { description: '巡查中发现路口占道摆摊', ...spot, files: [id] } };
    const { data, errors, milliseconds } = await portal.ask(report, { variables, as: 'grid.officer' });
    writes.slowest = Math.max(writes.slowest, milliseconds);
    const event = data?.['reportEvent'] as { id: string; eventNo: string } | null | undefined;
    if (event) writes.acknowledged.set(event.id, event.eventNo);
    for (const { extensions } of errors) refuse(extensions.reason ?? extensions.code);
    return errors.length === 0;
  };
  const lanes = Array.from({ length: writers }, async () => {
    while (!asked.toEnd) if (!(await write())) await pause(50);
  });
  const writes: Writes = {
    acknowledged: new Map(),
    refused: new Map(),
    slowest: 0,
    end: async () => {
      asked.toEnd = true;
      await Promise.all(lanes);
    },
  };
  return writes;
}

/** Seconds until `test` holds, looked at every tenth of a second; throws after so many. */
export async function secondsUntil(test: () => Promise<boolean>, most: number): Promise<number> {
  const started = performance.now();
  while (!(await test())) {
    if (performance.now() - started > most * 1_000) throw new Error(`It does not hold after ${most} s.`);
    await pause(100);
  }
  return (performance.now() - started) / 1_000;
}
