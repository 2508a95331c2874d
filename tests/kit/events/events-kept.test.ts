import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { forgetCountyRules } from '../../../kit/county/county-rules-of.js';
import { kitRunner } from '../../../kit/module/kit-runner.js';
import { type Engine, openEngine } from '../engine.js';
import permit from '../permit/index.js';
import { happen, makeNotes, notesOf, noting, tryAgain } from './handler.js';

let engine: Engine;
let dataFolder: string;
let broken = true;
const { privateKey: signingKey } = generateKeyPairSync('ed25519');

beforeAll(async () => {
  engine = await openEngine([permit]);
  dataFolder = await mkdtemp(path.join(tmpdir(), 'yimen-kept-'));
  await makeNotes(engine);
  await engine.bus.run(noting('keeper'));
});

afterAll(async () => {
  await engine.close();
  await rm(dataFolder, { recursive: true });
});

beforeEach(async () => {
  engine.clock.moment = new Date('2026-11-23T01:00:00Z');
  await engine.rows('delete from kit.events');
  await engine.rows('delete from kit.handled');
  await engine.rows(`delete from kit.timers where module = 'kit'`);
  await engine.rows(`delete from kit.county_settings where key = 'events.kept'`);
  forgetCountyRules();
  await engine.bus.run(kitRunner({ dataFolder, signingKey, modules: () => [permit] }));
});

const remembered = async () =>
  (await engine.rows(`select (payload->>'number')::integer as number from kit.events order by 1`)).map(
    ({ number }) => number,
  );
const marks = () => engine.rows('select event_id, module from kit.handled');

async function at(moment: string): Promise<void> {
  engine.clock.moment = new Date(moment);
  await engine.bus.settle();
}

test('An event is forgotten thirty days after it was emitted, with the marks of those who handled it.', async () => {
  await happen(engine, 1);
  await at('2026-11-24T01:00:00Z');
  await happen(engine, 2);
  await at('2026-12-23T00:59:59Z');
  expect([await remembered(), (await marks()).length]).toEqual([[1, 2], 2]);
  await at('2026-12-23T02:00:00Z');
  expect([await remembered(), (await marks()).length]).toEqual([[2], 1]);
});

test('An event that a module could not handle yet stays, and is handled in the end.', async () => {
  await engine.bus.run(
    noting('late', () => {
      if (broken) throw new Error('not yet');
    }),
  );
  await happen(engine, 3, 4);
  await engine.bus.settle();
  await at('2027-01-23T03:00:00Z');
  expect(await remembered()).toEqual([3, 4]);
  broken = false;
  await tryAgain(engine);
  expect(await notesOf(engine, 'late')).toEqual([3, 4]);
  await at('2027-01-23T05:00:00Z');
  expect([await remembered(), await marks()]).toEqual([[], []]);
});

test('The county that keeps events the longest decides, because the log is one for all.', async () => {
  for (const [id, county, value] of [
    ['1', '320281', '5d'],
    ['2', '320412', '40d'],
    ['3', '370911', '5d'],
  ]) {
    await engine.rows(
      `insert into kit.county_settings (id, county, profile_version, effective_from, key, value, basis, title_zh, title_en)
       values (?, ?, 1, '2026-01-01', 'events.kept', ?, 'test', '', '')`,
      [`00000000-0000-4000-8000-00000000000${id}`, county, value],
    );
  }
  await happen(engine, 5);
  await at('2027-01-01T02:00:00Z');
  expect(await remembered()).toEqual([5]);
  await at('2027-01-02T03:00:00Z');
  expect(await remembered()).toEqual([]);
});
