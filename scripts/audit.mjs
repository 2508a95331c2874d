// `SHARED=DIR npm run audit`: the conformance audits that stand in DIR/audit, against the plain gateway; a line each.
// They are copied aside and install their packages there, outside the project.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openCountingSubgraph } from './audit-subgraph.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const imports = ['./scripts/environment.mjs', './scripts/typescript.mjs'].flatMap((file) => ['--import', file]);
const gateway = [...imports, 'gateway/plain.ts'];
const from = process.env.SHARED ? path.resolve(process.env.SHARED, 'audit') : null;
const started = performance.now();

if (from === null || !existsSync(path.join(from, 'run_audit.mjs'))) {
  console.error('The audits are not part of the project: SHARED=DIR npm run audit, where DIR/audit holds them.');
  process.exit(2);
}

const audits = await mkdtemp(path.join(tmpdir(), 'yimen-audit-'));
try {
  await copyFolder(from, audits);
  const { code, output } = await run('sh', ['install.sh'], {}, audits);
  if (code !== 0) throw new Error(`The audits could not install their packages:\n${output}`);
  await federation('federation', {}, { passed: 146, requests: 305 });
  await federation('federation, Apollo’s planner', { PLANNER: 'apollo' }, { passed: 145, requests: 311 });
  await transports();
} finally {
  await rm(audits, { recursive: true, force: true });
}
console.log(`audits ${process.exitCode ? 'FAILED' : 'passed'} in ${seconds()}`);

/** The federation gateway audit: so many cases at least, with so many subgraph requests at most, none unrecorded. */
async function federation(name, environment, bound) {
  const label = environment.PLANNER ?? 'own';
  const command = `${process.execPath} ${gateway.join(' ')}`;
  const { output } = await run(process.execPath, [path.join(audits, 'run_audit.mjs'), '--name', label, command], {
    ...environment,
    LOG_LEVEL: 'warn',
  });
  const results = await resultsOf(path.join(audits, 'results', `${label}.json`), output);
  const { passed, total, subgraphRequests: requests, replayMisses: misses, replayApproximations: near } = results;
  const holds = passed >= bound.passed && requests <= bound.requests && misses === 0 && near === 0;
  report(holds, name, `${passed} of ${total} cases, ${requests} subgraph requests, ${misses + near} unrecorded inputs`);
  if (!holds)
    console.log(
      output
        .split('\n')
        .filter((line) => line.startsWith('FAIL'))
        .join('\n'),
    );
}

/** GraphQL over HTTP, and subscriptions over WebSocket and SSE. */
async function transports() {
  const subgraph = await openCountingSubgraph();
  const file = path.join(audits, 'counting.graphql');
  await writeFile(file, subgraph.supergraphSdl);
  const port = await freePort();
  const environment = { SUPERGRAPH_FILE: file, PORT: String(port), SUBGRAPH_COUNTING_STREAM: 'ws', LOG_LEVEL: 'warn' };
  const child = start(process.execPath, gateway, environment);
  const url = `http://127.0.0.1:${port}/graphql`;
  try {
    await ready(url, child);
    const http = path.join(audits, 'http.json');
    const overHttp = await run(process.execPath, [path.join(audits, 'http-audit.mjs'), url, '--json', http]);
    const { counts } = await resultsOf(http, overHttp.output);
    const heldOverHttp = counts.ok === 61 && counts.notice + counts.warn + counts.error === 0;
    report(
      heldOverHttp,
      'HTTP',
      Object.entries(counts)
        .map(([kind, count]) => `${count} ${kind}`)
        .join(', '),
    );
    if (!heldOverHttp) console.log(overHttp.output);
    const stream = path.join(audits, 'stream.json');
    const streamed = await run(process.execPath, [path.join(audits, 'stream-audit.mjs'), url, '--json', stream]);
    const { ok, total } = await resultsOf(stream, streamed.output);
    report(ok >= 21, 'streams', `${ok} of ${total} checks`);
    for (const line of streamed.output.split('\n')) if (line.startsWith('error')) console.log(`  ${line}`);
  } finally {
    child.kill('SIGTERM');
    await child.ended;
    await subgraph.close();
  }
}

function report(holds, name, figures) {
  if (!holds) process.exitCode = 1;
  console.log(`${name.padEnd(30)} ${holds ? 'passed' : 'FAILED'}  ${figures}  (after ${seconds()})`);
}

async function resultsOf(file, output) {
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new Error(`An audit wrote no results:\n${output}`, { cause });
  });
  return JSON.parse(text);
}

// Not `cp`: the audits may be read-only, and their copies must not be.
async function copyFolder(source, target) {
  await mkdir(target, { recursive: true });
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const [whence, where] = [path.join(source, entry.name), path.join(target, entry.name)];
    if (entry.isDirectory()) await copyFolder(whence, where);
    else if (entry.isFile()) await copyFile(whence, where);
  }
}

async function run(command, args, environment = {}, cwd = root) {
  const child = start(command, args, environment, cwd);
  return { code: await child.ended, output: child.output() };
}

function start(command, args, environment, cwd = root) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pieces = [];
  child.stdout.on('data', (piece) => pieces.push(piece));
  child.stderr.on('data', (piece) => pieces.push(piece));
  child.ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  child.output = () => Buffer.concat(pieces).toString('utf8');
  return child;
}

async function ready(url, child) {
  for (let look = 0; look < 200; look += 1) {
    const answered = await fetch(`${url}?query={__typename}`).catch(() => null);
    if (answered?.ok) return;
    if (child.exitCode !== null) break;
    await pause(50);
  }
  throw new Error(`The gateway did not open:\n${child.output()}`);
}

function freePort() {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function seconds() {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
