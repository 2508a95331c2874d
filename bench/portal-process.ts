import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { commandOf, loadOfOne, root } from './contest/contender.js';

const port = 4107;
const adminPort = 4108;
const origin = `http://127.0.0.1:${port}`;
const ticksPerSecond = 100;

/** What is asked of a portal at its doors. */
export interface Doors {
  readonly origin: string;
  /** Logs an account of the demonstration in; answers its token. */
  login(username: string): Promise<string>;
  /** Throws what the portal refuses with. */
  ask<T>(token: string, query: string, variables?: Readonly<Record<string, unknown>>): Promise<T>;
  /** Uploads a photo; answers the file's id. */
  upload(token: string): Promise<string>;
}

/** A portal in a process of its own, on a database of its own. */
export interface BenchPortal extends Doors {
  readonly pid: number;
  /** CPU time that its process has used, user and system, in milliseconds. */
  cpuMilliseconds(): number;
  /** SQL statements that it has sent. */
  statements(): Promise<number>;
}

/** What some clients together measured. */
export interface Measured {
  readonly clients: number;
  readonly requests: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of the portal's CPU for each request. */
  readonly cpu: number;
  /** SQL statements for each request. */
  readonly statements: number;
  readonly perSecond: number;
}

/** Opens a portal as `npm start` does, with settings of the bench's own, lets `work` ask it, and ends it. */
export async function withPortal<Outcome>(
  work: (portal: BenchPortal) => Promise<Outcome>,
  settings: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-bench-'));
  const [node = process.execPath, ...flags] = commandOf('gateway/main.ts');
  const ports = { PORT: String(port), ADMIN_PORT: String(adminPort) };
  const child = spawn(node, flags, {
    cwd: root,
    env: { ...process.env, ...ports, LOG_LEVEL: 'error', DATA_FOLDER: folder, ...loadOfOne, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const pid = child.pid ?? 0;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    await ready();
    return await work({ ...doorsOf(origin), pid, cpuMilliseconds: () => cpuMilliseconds(pid), statements });
  } finally {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lets `clients` do `requests` times what `request` does. */
export async function measure(
  portal: BenchPortal,
  clients: number,
  requests: number,
  request: (turn: number) => Promise<unknown>,
): Promise<Measured> {
  const times: number[] = [];
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < requests) {
      const turn = next;
      next += 1;
      const asked = performance.now();
      await request(turn);
      times.push(performance.now() - asked);
    }
  };
  const [before, statementsBefore] = [portal.cpuMilliseconds(), await portal.statements()];
  const started = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number): number => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(2));
  const each = (total: number): number => Number((total / requests).toFixed(2));
  return {
    clients,
    requests,
    p50: at(0.5),
    p99: at(0.99),
    cpu: each(portal.cpuMilliseconds() - before),
    statements: each((await portal.statements()) - statementsBefore),
    perSecond: Math.round(requests / seconds),
  };
}

/** Prints results and keeps them in `bench/results/` with the date and the machine. */
export async function keep(name: string, results: readonly object[]): Promise<void> {
  console.table(results);
  const kept = {
    at: new Date().toISOString(),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}`,
    node: process.version,
    results,
  };
  await mkdir(path.join(root, 'bench/results'), { recursive: true });
  await writeFile(path.join(root, 'bench/results', `${name}.json`), `${JSON.stringify(kept, null, 2)}\n`);
}

async function ready(): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const response = await fetch(`${origin}/ready`).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The portal at ${origin} did not become ready within a minute.`);
}

/** The doors of a portal that stands at an origin. */
export function doorsOf(origin: string): Doors {
  return {
    origin,
    login: (username) => login(origin, username),
    ask: (token, query, variables = {}) => ask(origin, token, { query, variables }),
    upload: (token) => upload(origin, token),
  };
}

async function login(origin: string, username: string): Promise<string> {
  const response = await fetch(`${origin}/realms/yimen/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: 'yimen-cli',
      username,
      password: 'demo',
      scope: 'openid organization:*',
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** The smallest JPEG: its start, the size of its picture, and its end. */
const photo = Buffer.from('ffd8ffc0000b080010001001011100ffda0008010100003f00d2cf20ffd9', 'hex');

async function upload(origin: string, token: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'image/jpeg' };
  const response = await fetch(`${origin}/files`, { method: 'POST', headers, body: new Uint8Array(photo) });
  const body = (await response.json()) as { id?: string };
  if (body.id === undefined) throw new Error(`The photo was refused: ${JSON.stringify(body).slice(0, 300)}`);
  return body.id;
}

async function statements(): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${adminPort}/metrics`)).text();
  const counts = metrics.matchAll(/^db_client_operation_duration_seconds_count\{.*\} (\d+)$/gm);
  return [...counts].reduce((total, [, count]) => total + Number(count), 0);
}

function cpuMilliseconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1000;
}

async function ask<T>(origin: string, token: string, question: object): Promise<T> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(question),
  });
  const body = (await response.json()) as { data: T; errors?: unknown };
  if (!response.ok || body.errors) throw new Error(`The portal refused: ${JSON.stringify(body).slice(0, 300)}`);
  return body.data;
}
