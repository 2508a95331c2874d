import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { keptLines } from '../gateway/telemetry/kept-lines.js';
import { scrape } from '../gateway/telemetry/scrape.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { type Department, head, install, listAddresses, startDepartment } from './department.js';

const water = '320281-water';
const sdl = `${head}
type Query { tide(at: Place): Float }
type Subscription { tideTurned: Float }
input Place { code: ID }
`;
const resolvers = { Query: { tide: () => 3.5 } };
const proposal = (url: string) => ({ name: 'tides', url, sdl });
const log = keptLines();

let portal: TestPortal;
let department: Department;

beforeAll(async () => {
  portal = await openPortal({ log: log.log, environment: { ADMIN_PORT: '0' } });
  department = await startDepartment(sdl, resolvers);
  await listAddresses(portal, [[water, department.origin]]);
  await install(portal, proposal(department.url), 0);
});

afterEach(async () => {
  department.serve(sdl, resolvers);
  department.answerBy(null);
  for (let look = 0; look < 6; look += 1) await portal.portal.beat();
});

afterAll(async () => {
  await portal?.close();
  await department?.close();
});

/** What the field answers: its value, or the reason and the details of its error. */
async function tide(of = portal): Promise<unknown> {
  const { data, errors } = await of.ask('{ tide }');
  const extensions = errors?.[0]?.extensions;
  return extensions ? [data, extensions.code, extensions.reason, extensions.details] : data;
}

function quarantined(why: string): unknown {
  return [{ tide: null }, 'UPSTREAM', 'QUARANTINED', { subgraph: 'tides', why, retryAfter: 5 }];
}

/** Counts what comes, and answers it with this status. */
function failing(status = 503): { calls: number } {
  const seen = { calls: 0 };
  department.answerBy((_request, response) => {
    seen.calls += 1;
    response.writeHead(status).end();
  });
  return seen;
}

let isAway = false;

/** Tells its schema as ever, unless it is away, and answers everything else by this. */
function answering(others: (request: IncomingMessage, response: ServerResponse) => void): void {
  department.answerBy((request, response) => {
    void json(request).then((body) => {
      if (isAway) response.destroy();
      else if ((body as { query: string }).query.includes('_service'))
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ data: { _service: { sdl } } }));
      else others(request, response);
    });
  });
}

test('a heartbeat that is lost is no quarantine, nor is every second one', async () => {
  for (let look = 0; look < 3; look += 1) {
    failing();
    await portal.portal.beat();
    department.answerBy(null);
    expect(await tide()).toEqual({ tide: 3.5 });
    await portal.portal.beat();
  }
});

test('a service that misses two heartbeats is not asked any more, and is with the first that it answers', async () => {
  const { current } = portal.portal.graphs;
  const seen = failing();
  await portal.portal.beat();
  await portal.portal.beat();
  expect(seen.calls).toBe(2);
  expect(await tide()).toEqual(quarantined('AWAY'));
  const { data } = await portal.ask('{ tide grid(code: "320281100") { name } __type(name: "Place") { name } }');
  expect(data).toEqual({ tide: null, grid: { name: '璜土镇网格' }, __type: { name: 'Place' } });
  expect(portal.portal.graphs.current).toBe(current);
  expect(seen.calls).toBe(2);
  department.answerBy(null);
  expect(await tide()).toEqual(quarantined('AWAY'));
  await portal.portal.beat();
  expect(await tide()).toEqual({ tide: 3.5 });
});

test('the error tells in the caller’s language what is wrong', async () => {
  failing();
  await portal.portal.beat();
  await portal.portal.beat();
  const messages = await Promise.all(
    ['zh', 'en'].map(async (language) => {
      const { errors } = await portal.ask('{ tide }', {}, { headers: { 'accept-language': language } });
      return errors?.[0]?.message;
    }),
  );
  expect(messages).toEqual([
    '子图 tides 已隔离,暂不调用：连续两次探询没有可用的应答；恢复后自动解除。',
    'Subgraph "tides" is in quarantine and is not asked: it gave no usable answer twice in a row. It is asked again when it is well.',
  ]);
});

test.each([
  ['lost a field', sdl.replace('tide(at: Place): Float', 'other: Float')],
  ['changed a type', sdl.replace('tide(at: Place): Float', 'tide(at: Place): String')],
  ['wants more of its callers', sdl.replace('code: ID', 'code: ID day: String!')],
])('a service that %s is in quarantine from the first heartbeat that tells', async (_what, told) => {
  department.serve(told);
  await portal.portal.beat();
  expect(await tide()).toEqual(quarantined('DRIFTED'));
});

test('a service that has more than was published, as while its next version waits, is asked as before', async () => {
  const more = sdl
    .replace('tide(at: Place): Float', 'tide(at: Place): Float moon(on: Night): Float')
    .replace('code: ID', 'code: ID name: String day: String! = "today"');
  department.serve(`${more}\ninput Night { date: String! }\n`, resolvers);
  await portal.portal.beat();
  expect(await tide()).toEqual({ tide: 3.5 });
});

test('a next version at the same address ends the quarantine of the one before, without a heartbeat', async () => {
  const other = sdl.replace('tide(at: Place)', 'tide(at: Place, on: String)');
  department.serve(other, resolvers);
  await portal.portal.beat();
  expect(await tide()).toEqual(quarantined('DRIFTED'));
  await install(portal, { ...proposal(department.url), sdl: other }, 1);
  expect(await tide()).toEqual({ tide: 3.5 });
  department.serve(sdl, resolvers);
  await install(portal, proposal(department.url), 2);
  expect(await tide()).toEqual({ tide: 3.5 });
});

test('a service that tells its schema and fails its calls for more than half of a minute is left alone', async () => {
  let calls = 0;
  answering((_request, response) => {
    calls += 1;
    response.writeHead(500).end();
  });
  for (let look = 0; look < 12; look += 1) await portal.portal.beat();
  for (let call = 0; call < 20; call += 1) await tide();
  const made = calls;
  for (let look = 0; look < 6; look += 1) await portal.portal.beat();
  expect(await tide()).toEqual([{ tide: null }, 'UPSTREAM', 'BREAKER_OPEN', expect.anything()]);
  await portal.portal.beat();
  expect(await tide()).toEqual(quarantined('BUDGET'));
  for (let look = 0; look < 5; look += 1) await portal.portal.beat();
  isAway = true;
  await portal.portal.beat();
  isAway = false;
  for (let look = 0; look < 5; look += 1) await portal.portal.beat();
  expect(await tide()).toEqual(quarantined('BUDGET'));
  expect(calls).toBe(made);
  await portal.portal.beat();
  expect(await tide()).toEqual([{ tide: null }, 'UPSTREAM', 'BREAKER_OPEN', expect.anything()]);
  // The breaker's own rest is five seconds of the real clock.
  department.answerBy(null);
  await pause(5_500);
  expect(await tide()).toEqual({ tide: 3.5 });
});

test('a stream that is open ends when a quarantine begins, and none is opened while it lasts', async () => {
  const closed: unknown[] = [];
  answering((_request, response) => {
    response.on('close', () => closed.push(response));
    response
      .writeHead(200, { 'content-type': 'text/event-stream' })
      .write('event: next\ndata: {"data":{"tideTurned":1}}\n\n');
  });
  const open = await listen();
  expect(await readUntil(open, 'tideTurned')).toContain('{"data":{"tideTurned":1}}');
  failing();
  await portal.portal.beat();
  await portal.portal.beat();
  const last = await readUntil(open, 'event: complete');
  expect(last).toContain('"reason":"QUARANTINED"');
  for (let look = 0; look < 50 && closed.length === 0; look += 1) await pause(20);
  expect(closed).toHaveLength(1);
  expect(await (await listen()).text()).toContain('"reason":"QUARANTINED"');
});

function listen(): Promise<Response> {
  return fetch(`${portal.origin}/graphql`, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'subscription { tideTurned }' }),
  });
}

async function readUntil({ body }: Response, word: string): Promise<string> {
  const reader = body?.getReader();
  let text = '';
  while (!text.includes(word)) {
    const step = await reader?.read();
    if (!step || step.done) throw new Error(`The stream ended without "${word}": ${text}`);
    text += Buffer.from(step.value as Uint8Array).toString();
  }
  reader?.releaseLock();
  return text;
}

test('each change is one line of the log and one number more', async () => {
  const began = 'A docked subgraph is in quarantine and is not asked.';
  const ended = 'A docked subgraph is well again and is asked as before.';
  const numbers = async () => {
    const metrics = await scrape(portal.portal.admin);
    return ['yimen_subgraph_quarantined', 'yimen_subgraph_quarantines_total'].map((name) =>
      metrics.get(`${name}{subgraph="tides"}`),
    );
  };
  const before = [log.withSentence(began).length, log.withSentence(ended).length] as const;
  const [, times = 0] = await numbers();
  failing();
  for (let look = 0; look < 4; look += 1) await portal.portal.beat();
  expect(await numbers()).toEqual([1, times + 1]);
  department.answerBy(null);
  for (let look = 0; look < 3; look += 1) await portal.portal.beat();
  expect(await numbers()).toEqual([0, times + 1]);
  expect(log.withSentence(began).slice(before[0])).toEqual([
    expect.objectContaining({ subgraph: 'tides', why: 'AWAY' }),
  ]);
  expect(log.withSentence(ended).slice(before[1])).toEqual([expect.objectContaining({ subgraph: 'tides' })]);
});

test('a look that comes while the one before still waits counts for nothing', async () => {
  const began = 'A docked subgraph is in quarantine and is not asked.';
  const before = log.withSentence(began).length;
  const seen = { calls: 0 };
  department.answerBy((request) => {
    seen.calls += 1;
    void pause(100).then(() => request.socket.destroy());
  });
  await Promise.all([portal.portal.beat(), portal.portal.beat()]);
  expect(seen.calls).toBe(1);
  await Promise.all([portal.portal.beat(), portal.portal.beat()]);
  expect(log.withSentence(began)).toHaveLength(before + 1);
});

test('a portal that nobody tells to looks by itself', async () => {
  const alone = await openPortal({ heartbeat: 50 });
  try {
    await listAddresses(alone, [[water, department.origin]]);
    await install(alone, proposal(department.url), 0);
    failing();
    for (let look = 0; look < 100 && JSON.stringify(await tide(alone)).includes('UNUSABLE'); look += 1) await pause(50);
    expect(await tide(alone)).toEqual(quarantined('AWAY'));
  } finally {
    await alone.close();
  }
});
