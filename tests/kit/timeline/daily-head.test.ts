import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { kitRunner } from '../../../kit/module/kit-runner.js';
import { isSealed, timelineSeal } from '../../../kit/timeline/seal.js';
import { begin } from '../../../kit/workflow/move.js';
import type { Ledger } from '../../../kit/timeline/ledger.js';
import { type Engine, openEngine } from '../engine.js';
import permit from '../permit/index.js';
import { permitWorkflow } from '../permit/permit-workflow.js';
import { statementsDuring } from '../../support/statements.js';

let engine: Engine;
let dataFolder: string;
const { privateKey: signingKey } = generateKeyPairSync('ed25519');
/** A ledger of one entry a day, whose digest and number tests change. */
const notes = { digest: '00', count: 1 };
const ledger: Ledger = { name: 'notes', leaves: () => Promise.resolve(Array(notes.count).fill(notes.digest)) };
const first = '00000000-0000-4000-8000-000000000001';
const second = '00000000-0000-4000-8000-000000000002';

beforeAll(async () => {
  engine = await openEngine([permit]);
  dataFolder = await mkdtemp(path.join(tmpdir(), 'yimen-heads-'));
  await engine.bus.run(kitRunner({ dataFolder, signingKey, modules: () => [{ ...permit, ledgers: [ledger] }] }));
});

afterAll(async () => {
  await engine.close();
  await rm(dataFolder, { recursive: true });
});

function apply(id: string): Promise<unknown> {
  const row = { id, regionCode: '320281', departments: [], metres: 10 };
  return begin(permitWorkflow, 'applyPermit', row, engine.context(), { applicant: '某甲' });
}

const heads = () => engine.rows('select day::text as "day", leaves, previous, root from kit.heads order by day');
const files = async () => (await readdir(path.join(dataFolder, 'heads')).catch(() => [])).sort();
const fileOf = (day: string) => path.join(dataFolder, 'heads', `${day}.json`);
const sealed = (about: string) => isSealed(engine.context(), about);

test('Nothing is sealed before five past midnight in Shanghai, and the day before is afterwards.', async () => {
  await apply(first);
  await apply(second);
  engine.clock.moment = new Date('2026-11-23T16:04:59Z');
  await engine.bus.settle();
  expect([await heads(), await files(), await sealed(first)]).toEqual([[], [], false]);
  expect(await timelineSeal(engine.context(), first)).toBeNull();

  engine.clock.moment = new Date('2026-11-23T16:05:00Z');
  await engine.bus.settle();

  expect(await heads()).toMatchObject([{ day: '2026-11-23', leaves: 3, previous: '' }]);
  expect([await sealed(first), await sealed('00000000-0000-4000-8000-00000000000f')]).toEqual([true, false]);
  expect(await timelineSeal(engine.context(), first)).toMatchObject({
    day: '2026-11-23',
    root: (await heads())[0]?.['root'],
    signatureValid: true,
    rootAgrees: true,
  });
});

test('The head stands outside the database too, for the portal’s own user alone.', async () => {
  const text = await readFile(fileOf('2026-11-23'), 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    day: '2026-11-23',
    root: (await heads())[0]?.['root'],
    parts: [
      { ledger: 'notes', leaves: 1 },
      { ledger: 'timeline', leaves: 2 },
    ],
  });
  if (process.platform !== 'win32') expect((await stat(fileOf('2026-11-23'))).mode & 0o777).toBe(0o600);
});

test('Days that were missed are signed together, each linked to the one before.', async () => {
  engine.clock.moment = new Date('2026-11-26T16:30:00Z');
  await engine.bus.settle();

  const signed = await heads();
  expect(signed.map(({ day, leaves }) => [day, leaves])).toEqual([
    ['2026-11-23', 3],
    ['2026-11-24', 1],
    ['2026-11-25', 1],
    ['2026-11-26', 1],
  ]);
  expect(signed.slice(1).map(({ previous }) => previous)).toEqual(signed.slice(0, 3).map(({ root }) => root));
  expect(await files()).toEqual(['2026-11-23.json', '2026-11-24.json', '2026-11-25.json', '2026-11-26.json']);
});

test('The seals of twenty aggregates cost three statements.', async () => {
  const context = engine.context();
  const statements = await statementsDuring(() =>
    Promise.all(Array.from({ length: 10 }, () => [first, second].map((id) => timelineSeal(context, id))).flat()),
  );
  expect(statements).toHaveLength(3);
});

test('A timeline that is altered, or taken away, no longer gives the root that was signed.', async () => {
  const agreed = async () => (await timelineSeal(engine.context(), first))?.rootAgrees;
  const digestOf = (id: string) => engine.rows('select digest from kit.timeline where about = ?', [id]);
  const [genuine] = await digestOf(second);

  await engine.rows(`update kit.timeline set digest = repeat('0', 64) where about = ?`, [second]);
  expect(await agreed()).toBe(false);
  await engine.rows('update kit.timeline set digest = ? where about = ?', [genuine?.['digest'], second]);
  expect(await agreed()).toBe(true);
  await engine.rows(`update kit.timeline set at = at + interval '1 day' where about = ?`, [second]);
  expect(await agreed()).toBe(false);
  await engine.rows(`update kit.timeline set at = at - interval '1 day' where about = ?`, [second]);
});

test.each([
  ['root', `repeat('0', 64)`, [false, false]],
  ['previous', `repeat('0', 64)`, [false, true]],
  ['key_id', `repeat('0', 64)`, [false, true]],
  ['signature', `'AAAA'`, [false, true]],
  ['leaves', 'leaves + 1', [false, true]],
])('A head whose %s was changed bears no valid signature.', async (column, value, expected) => {
  const [genuine] = await engine.rows(`select ${column} as "was" from kit.heads where day = '2026-11-23'`);
  await engine.rows(`update kit.heads set ${column} = ${value} where day = '2026-11-23'`);
  const seal = await timelineSeal(engine.context(), first);
  await engine.rows(`update kit.heads set ${column} = ? where day = '2026-11-23'`, [genuine?.['was']]);
  expect([seal?.signatureValid, seal?.rootAgrees]).toEqual(expected);
});

test('A day is not signed differently a second time: its file stays, and the log says which day it is.', async () => {
  await engine.rows(`delete from kit.heads where day = '2026-11-26'`);
  const before = await readFile(fileOf('2026-11-26'), 'utf8');
  notes.digest = 'ff';
  engine.clock.moment = new Date('2026-11-27T16:05:00Z');
  await engine.bus.settle();

  expect((await heads()).map(({ day }) => day)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25']);
  expect(await readFile(fileOf('2026-11-26'), 'utf8')).toBe(before);
  expect(engine.logged.map(({ fields }) => String(fields['error']))).toContain(
    `The head of 2026-11-26 that is about to be signed differs from the one in ${fileOf('2026-11-26')}.`,
  );
});

test('A head whose row was lost while its file was kept is signed again as it was.', async () => {
  notes.digest = '00';
  await engine.rows(`update jobs.job set start_after = now() where name = 'kit' and state = 'retry'`);
  await engine.bus.settle();

  expect((await heads()).map(({ day }) => day)).toEqual([
    '2026-11-23',
    '2026-11-24',
    '2026-11-25',
    '2026-11-26',
    '2026-11-27',
  ]);
});

test('Days with very many entries are signed one in each run, the next an hour later.', async () => {
  notes.count = 20_000;
  const last = async () => (await heads()).at(-1);
  engine.clock.moment = new Date('2026-11-30T16:05:00Z');
  await engine.bus.settle();
  expect(await last()).toMatchObject({ day: '2026-11-28', leaves: 20_000 });
  engine.clock.moment = new Date('2026-11-30T17:04:59Z');
  await engine.bus.settle();
  expect(await last()).toMatchObject({ day: '2026-11-28' });
  engine.clock.moment = new Date('2026-11-30T17:05:00Z');
  await engine.bus.settle();
  expect(await last()).toMatchObject({ day: '2026-11-29' });
  engine.clock.moment = new Date('2026-11-30T18:05:00Z');
  await engine.bus.settle();
  expect(await last()).toMatchObject({ day: '2026-11-30' });
});
