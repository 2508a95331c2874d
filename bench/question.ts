import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// `npm run bench`: the question that five subgraphs answer, asked of a portal in a process of its own by 1 and by 50
// clients. Prints p50, p99 and the portal's CPU time a request, and keeps them with date and machine.
const root = fileURLToPath(new URL('..', import.meta.url));
const question = readFileSync(path.join(root, 'docs/question.graphql'), 'utf8');
const port = 4107;
const origin = `http://127.0.0.1:${port}`;
const ticksPerSecond = 100;

interface Result {
  readonly clients: number;
  readonly requests: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
  readonly perSecond: number;
}

async function ready(): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const response = await fetch(`${origin}/ready`).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The portal at ${origin} did not become ready within a minute.`);
}

async function login(): Promise<string> {
  const response = await fetch(`${origin}/realms/yimen/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: 'yimen-cli',
      username: 'commander',
      password: 'demo',
      scope: 'openid organization:*',
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

function cpuMilliseconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1000;
}

async function measure(
  pid: number,
  token: string,
  grids: readonly string[],
  clients: number,
  requests: number,
): Promise<Result> {
  const times: number[] = [];
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < requests) {
      const code = grids[next % grids.length];
      next += 1;
      const asked = performance.now();
      const response = await fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: question, variables: { code } }),
      });
      const body = (await response.json()) as { errors?: unknown };
      if (!response.ok || body.errors) throw new Error(`The question failed: ${JSON.stringify(body).slice(0, 300)}`);
      times.push(performance.now() - asked);
    }
  };
  const before = cpuMilliseconds(pid);
  const started = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number): number => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(2));
  const cpu = Number(((cpuMilliseconds(pid) - before) / requests).toFixed(2));
  return { clients, requests, p50: at(0.5), p99: at(0.99), cpu, perSecond: Math.round(requests / seconds) };
}

async function thirdLevelGrids(token: string): Promise<string[]> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query: '{ grids(level: L3_BASIC, state: ACTIVE, first: 100) { edges { node { code } } } }',
    }),
  });
  const body = (await response.json()) as { data: { grids: { edges: { node: { code: string } }[] } } };
  return body.data.grids.edges.map(({ node }) => node.code);
}

const portal = spawn(
  process.execPath,
  ['--import', './scripts/environment.mjs', '--import', './scripts/typescript.mjs', 'gateway/main.ts'],
  {
    cwd: root,
    env: { ...process.env, PORT: String(port), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  },
);
try {
  await ready();
  const pid = portal.pid ?? 0;
  const token = await login();
  const grids = await thirdLevelGrids(token);
  await measure(pid, token, grids, 4, 300);
  const results = [await measure(pid, token, grids, 1, 500), await measure(pid, token, grids, 50, 2000)];
  console.table(results);
  const kept = {
    at: new Date().toISOString(),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}`,
    node: process.version,
    results,
  };
  await mkdir(path.join(root, 'bench/results'), { recursive: true });
  await writeFile(path.join(root, 'bench/results/question.json'), `${JSON.stringify(kept, null, 2)}\n`);
} finally {
  portal.kill('SIGTERM');
}
