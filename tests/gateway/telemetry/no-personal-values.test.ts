import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import { projectRoot } from '../../../gateway/portal.js';
import { worded } from '../../../gateway/telemetry/logged-error.js';
import { walkTheDay } from '../../journeys/loop-walk.js';
import { type EventPortal, openEventPortal } from '../../subgraphs/dispatch/event-portal.js';
import { copyProject, type TestProject } from '../../support/project.js';
import { readySocket } from '../streams/socket.js';
import { type Collector, openCollector } from './collector.js';
import { type KeptLines, keptLines } from './kept-lines.js';

/** Somebody whom nobody else is called or lives like. */
const person = {
  name: '欧阳示例',
  phone: '13912349876',
  identity: '999999199001019876',
  address: '示例新村88号601室',
};
const secrets = { password: 'Geheim-8842', token: 'eyJub25lIjoic3VjaCJ9.eyJzdWIiOiI0NzExIn0.c2lnbmF0dXJl' };

function columnOf(file: string, ...columns: readonly string[]): string[] {
  const text = readFileSync(path.join(projectRoot, 'counties/jiangyin', file), 'utf8');
  const rows = parseCsv(text, { columns: true }) as Record<string, string>[];
  return rows.flatMap((row) => columns.map((column) => row[column] ?? '')).filter((value) => value !== '');
}

const officials = [
  ...columnOf('staff.csv', '姓名', '手机号', '公民身份号码'),
  ...columnOf('accounts.csv', '姓名'),
  ...columnOf('grid-elements.csv', '手机号'),
];

const inline = `{name: "${person.name}", phone: "${person.phone}", identity: "${person.identity}", address: "${person.address}"}`;
const spilling = 'query Spill($way: String!, $person: Person!) { spill(way: $way, person: $person) }';
const ways = [
  'message',
  'type',
  'number',
  'json',
  'cause',
  'several',
  'properties',
  'object',
  'text',
  'fault',
  'cast',
  'unknown',
  'unique',
  'unique',
];

let project: TestProject;
let collector: Collector;
let portal: EventPortal;
let kept: KeptLines;
let metrics = '';
let printed = '';
const tokens: string[] = [];

/** Writes down what goes to the process' own streams while `work` runs. */
async function listening(work: () => Promise<void>): Promise<void> {
  const streams = [process.stdout, process.stderr];
  const restore = streams.map((stream) => {
    const write = stream.write.bind(stream);
    stream.write = (chunk: string | Uint8Array) => {
      printed += String(chunk);
      return true;
    };
    return () => (stream.write = write);
  });
  await work().finally(() => restore.forEach((step) => step()));
}

/** Every way in which a request is refused before anything runs. */
async function beRefused(): Promise<void> {
  const variables = { way: 'message', person };
  await portal.ask(spilling, variables, { headers: { authorization: `Bearer ${secrets.token}` } });
  await portal.ask(`{ spill(way: "message", person: ${inline}) { deeper } }`);
  await portal.ask(`{ spill(way: "message", person: ${inline}`);
  await portal.ask(`{ ${'a { '.repeat(40)} a ${'}'.repeat(40)} }`);
  await portal.ask(spilling, { way: 7, person: { ...person, name: 7 } });
  await portal.ask(
    `{ ${Array.from({ length: 30 }, (_, at) => `a${at}: events(first: 100) { nodes { id timeline(first: 100) { nodes { verb } } } }`).join(' ')} }`,
  );
  await portal.ask(`mutation { acceptEvent(id: "${person.phone}", version: 1) { id } }`, {}, { as: 'grid.officer' });
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${portal.origin}/graphql`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
  await post(`{"query": "${person.name}`);
  await post(`[{"query": "{ spill(way: \\"${person.name}\\") }"}]`);
  await post(person.phone, { 'content-type': `text/${secrets.password}` });
  await post(`{"query": "{ __typename }", "extensions": {"persistedQuery": {"sha256Hash": "${person.phone}"}}}`);
  await post(`{"query":"${'x'.repeat(1_000_100)}${person.name}"}`);
  await fetch(`${portal.origin}/graphql?query=${encodeURIComponent(`mutation { spill(way: "${person.name}") }`)}`);
  await fetch(`${portal.portal.identity.issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', client_id: 'yimen-cli', username: person.phone, ...secrets }),
  });
}

async function speakOverSockets(): Promise<void> {
  const token = await portal.tokenOf('grid.officer');
  tokens.push(token);
  const socket = await readySocket(portal.origin, { authorization: `Bearer ${token}` });
  for (const way of ways) {
    socket.subscribe(way, spilling, { way, person });
    await socket.all(way);
  }
  socket.subscribe('stream', 'subscription ($name: String!) { spilled(name: $name) }', { name: person.name });
  await socket.all('stream');
  socket.say(`{"type": ${person.name} ${person.phone}}`);
  await socket.closed;
  await readySocket(portal.origin, { authorization: `Bearer ${secrets.token}` }).catch(() => {});
}

beforeAll(async () => {
  project = await copyProject();
  await project.add('spill');
  collector = await openCollector();
  kept = keptLines();
  const environment = {
    ADMIN_PORT: '0',
    SLOW_OPERATION: '1',
    TRACES_URL: collector.url,
    LOG_LEVEL: 'trace',
    RATE_REFUSALS: '1',
  };
  await listening(async () => {
    portal = await openEventPortal({ root: project.root, log: kept.log, environment });
    await walkTheDay(portal);
    for (const way of ways) await portal.ask(spilling, { way, person }, { as: 'grid.officer' });
    await portal.ask(`query Literal { spill(way: "message", person: ${inline}) }`);
    await beRefused();
    await speakOverSockets();
    await portal.settle();
    metrics = await (await fetch(`${portal.portal.admin}/metrics`)).text();
    await portal.close();
  });
});

afterAll(async () => {
  await collector?.close();
  await project?.drop();
});

describe('Nothing that a person told is in', () => {
  const seen = {
    'the log': () => kept.lines.join(''),
    'the metrics': () => metrics,
    'the traces': () => collector.bodies.join(''),
    'what the process printed': () => printed,
  };

  test.each(Object.entries(seen))('%s', (_, text) => {
    const written = text();
    const pieces = [...Object.values(person), ...Object.values(secrets), ...tokens, ...officials];
    expect(pieces.length).toBeGreaterThan(1_000);
    // As it is, in JSON's escapes and in an address.
    const found = pieces.filter((piece) =>
      [piece, JSON.stringify(piece).slice(1, -1), encodeURIComponent(piece)].some((form) => written.includes(form)),
    );
    expect([...new Set(found)]).toEqual([]);
    expect(written).not.toMatch(/Bearer|欧阳|88号|Key \(phone\)/);
  });
});

describe('And yet the log tells', () => {
  const defects = (): Record<string, unknown>[] => kept.withSentence('A request met a defect.');

  test('each defect once, with its request’s id, its type, its code and where it was thrown', () => {
    const errors = defects().map(({ err }) => err as { type: string; message: string; stack?: string; code?: string });
    expect(errors.length).toBeGreaterThanOrEqual(20);
    expect(defects().filter(({ requestId }) => typeof requestId !== 'string')).toEqual([]);
    const types = ['AggregateError', 'DriverException', 'Error', 'NonErrorThrown', 'SyntaxError'];
    expect(errors.map(({ type }) => type)).toEqual(expect.arrayContaining(types));
    expect(errors.filter(({ code }) => code === '23505').length).toBeGreaterThan(0);
    const [first] = errors;
    expect(first?.message).toBe('Cannot write to … at …');
    expect(first?.stack).toMatch(/^ {4}at .*spill\/index\.ts:\d+:\d+/);
  });

  test('and the metrics, how much of each there was', () => {
    const numbers = new Map(
      [...metrics.matchAll(/^((?:yimen|db)_\S+) (\d+(?:\.\d+)?)$/gm)].map(([, name, value]) => [name, Number(value)]),
    );
    expect(numbers.get('yimen_failed_jobs_total{module="spill"}')).toBeGreaterThanOrEqual(1);
    expect(numbers.get('yimen_jobs_waiting{module="spill"}')).toBe(1);
    expect(numbers.get('yimen_live_streams_opened_total')).toBe(1);
    expect(numbers.get('yimen_live_streams')).toBe(0);
    expect(numbers.get('yimen_live_events_total')).toBe(1);
    expect(numbers.get('yimen_refusals_total{reason="TOO_MANY_REFUSALS"}') ?? 0).toBe(0);
    expect(
      numbers.get('db_client_operation_duration_seconds_count{db_system_name="postgresql",outcome="failed"}'),
    ).toBeGreaterThan(5);
    expect(
      numbers.get('db_client_operation_duration_seconds_count{db_system_name="postgresql",outcome="ok"}'),
    ).toBeGreaterThan(300);
    expect(numbers.get('yimen_fetches_total{subgraph="spill",outcome="errors"}')).toBeGreaterThan(20);
  });

  test('and the traces, what ran apart from requests: jobs, timers, and events of streams', () => {
    const names = new Set(collector.spans.map(({ name }) => name));
    expect(names).toContain('process spill');
    expect(names).toContain('process grid');
    expect(names).toContain('subscription event');
    expect([...names].filter((name) => name.startsWith('timer ')).length).toBeGreaterThan(0);
  });

  test('a job that failed', () => {
    const [job] = kept.withSentence('a job failed and will be tried again');
    expect(job?.['module']).toBe('spill');
    expect(String(job?.['stack'])).toContain('    at ');
  });

  test('every operation that was slow', () => {
    const slow = kept.withSentence('An operation was slow.');
    expect(slow.length).toBeGreaterThan(5);
    expect(slow.filter(({ requestId }) => typeof requestId !== 'string')).toEqual([]);
    expect(slow.some(({ statements }) => (statements as { count: number }).count > 0)).toBe(true);
  });
});

test.each([
  ['Cannot read properties of undefined (reading "name")', 'Cannot read properties of undefined …'],
  ['duplicate key value violates unique constraint "people_pkey"', 'duplicate key value violates unique constraint …'],
  ["insert into spill.people (phone) values ('139') - duplicate key", '…'],
  ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED …'],
  ['Unexpected token 欧, "欧阳" is not valid JSON', 'Unexpected token … … is not valid JSON'],
  ['phone=139, name=Ouyang', 'phone=… name=…'],
  [`token ${'x'.repeat(40)} is bad`, 'token … is bad'],
])('of the message %s the log has %s', (message, logged) => {
  expect(worded(message)).toBe(logged);
});

test('of a message of 300,000 characters the log has nothing, and nobody waits for the reading of it', () => {
  expect(worded('“'.repeat(300_000))).toBe('…');
});
