import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { closedAfterEach } from '../../support/closed-after.js';
import { openPlainGraph } from '../plain/plain-graph.js';
import { type KeptLines, keptLines } from './kept-lines.js';

const opened = closedAfterEach();
const sentence = 'An operation was slow.';

const subgraphs = {
  people: {
    sdl: 'type Query { person(phone: String): Person } type Person @key(fields: "id") { id: ID! name: String }',
    resolvers: { Query: { person: () => ({ id: '1', name: '甲' }) } },
  },
  places: {
    sdl: 'type Query { place: Int } type Person @key(fields: "id") { id: ID! town: String }',
    answer: async () => {
      await pause(60);
      return { body: '{"data":{"_entities":[{"town":"周庄"}]}}' };
    },
  },
};

async function open(settings: Readonly<Record<string, string>>) {
  const kept: KeptLines = keptLines();
  const graph = opened(await openPlainGraph(subgraphs, settings, { log: kept.log }));
  return { graph, kept };
}

const query = 'query Whereabouts($phone: String) { person(phone: $phone) { name town } }';

test('a slow operation is told in one line: what it was, its phases, its fetches and what it cost', async () => {
  const { graph, kept } = await open({ SLOW_OPERATION: '50' });
  await graph.post({ query, variables: { phone: '13800000001' } }, { 'x-request-id': 'slow-1' });
  const [line, ...others] = kept.withSentence(sentence);
  expect(others).toEqual([]);
  expect(line).toMatchObject({
    level: 40,
    requestId: 'slow-1',
    protocol: 'http',
    operation: 'Whereabouts',
    kind: 'query',
    code: 'OK',
    cost: 1,
    statements: { count: 0, milliseconds: 0 },
    fetches: [
      { subgraph: 'people', outcome: 'ok' },
      { subgraph: 'places', outcome: 'ok' },
    ],
  });
  expect(line?.['document']).toMatch(/^[0-9a-f]{64}$/);
  expect(line?.['milliseconds']).toBeGreaterThan(50);
  expect(Object.keys(line?.['phases'] as object)).toEqual(['validate', 'plan', 'execute']);
  const [, places] = line?.['fetches'] as { milliseconds: number }[];
  expect(places?.milliseconds).toBeGreaterThan(50);
  expect(JSON.stringify(line)).not.toMatch(/13800000001|甲|周庄/);
});

test('a quick one is not, and none is with SLOW_OPERATION=0', async () => {
  const quick = await open({});
  await quick.graph.post({ query });
  expect(quick.kept.withSentence(sentence)).toEqual([]);
  const off = await open({ SLOW_OPERATION: '0' });
  await off.graph.post({ query });
  expect(off.kept.withSentence(sentence)).toEqual([]);
});

test('a second has five lines at most, and the next one says how many were left out', async () => {
  const { graph, kept } = await open({ SLOW_OPERATION: '1' });
  const begun = Math.floor(performance.now() / 1_000);
  await Promise.all(Array.from({ length: 30 }, () => graph.post({ query })));
  const seconds = Math.floor(performance.now() / 1_000) - begun + 1;
  expect(kept.withSentence(sentence).length).toBeLessThanOrEqual(5 * seconds);
  await pause(1_000);
  await graph.post({ query });
  const lines = kept.withSentence(sentence);
  const told = lines.reduce((sum, { leftOut }) => sum + Number(leftOut ?? 0), lines.length);
  expect(told).toBe(31);
});
