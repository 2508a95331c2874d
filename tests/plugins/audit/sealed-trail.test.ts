import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type HeadPart, partOf } from '../../../kit/timeline/head.js';
import { dayNamed } from '../../../kit/timeline/ledger.js';
import { auditLedger } from '../../../plugins/audit/ledger.js';
import { openPortal, type TestPortal } from '../../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

async function refusedChange(): Promise<void> {
  const { errors } = await portal.ask(
    'mutation { redefinePost(id: "x", version: 1, points: 1, tier: 1) { id } }',
    {},
    { as: 'evaluator' },
  );
  expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
}

async function signedPart(): Promise<HeadPart | undefined> {
  const file = path.join(String(portal.database.environment['DATA_FOLDER']), 'heads/2026-11-21.json');
  const { parts } = JSON.parse(await readFile(file, 'utf8')) as { parts: HeadPart[] };
  return parts.find(({ ledger }) => ledger === 'audit');
}

const partOfToday = () =>
  portal.portal.database.administer(async (execute) =>
    partOf('audit', await auditLedger.leaves(execute, dayNamed('2026-11-21'))),
  );

test('A purpose outside the county’s list opens nothing, and nothing is asked for it.', async () => {
  const headers = { 'x-purpose': 'CURIOSITY', 'accept-language': 'en' };
  const asked = '{ gridElement(code: "320281104200002R0002") { name } }';
  const entries = () => portal.portal.database.execute('select count(*)::int as entries from audit.entries', []);
  const before = await entries();
  const { data, errors } = await portal.ask(asked, {}, { as: 'grid.admin', headers });
  expect(data).toBeUndefined();
  expect(errors).toEqual([
    {
      message: 'The purpose "CURIOSITY" is not on the county\'s list; see purposes.',
      extensions: { code: 'INVALID', reason: 'PURPOSE_UNKNOWN', details: { purpose: 'CURIOSITY' } },
    },
  ]);
  expect(await entries()).toEqual(before);
  // Who may not read plain values opens none, whatever the purpose.
  const masked = await portal.ask(asked, {}, { as: 'grid.officer', headers });
  expect(masked.data).toEqual({ gridElement: { name: '曾*' } });
});

test('The night signs the day’s audit entries, and an entry that is altered or removed no longer fits.', async () => {
  await portal.portal.database.administer((execute) => execute('delete from audit.entries'));
  await refusedChange();
  await refusedChange();
  // Entries bear the moment at which their requests came in.
  await portal.portal.database.administer((execute) =>
    execute(`update audit.entries set recorded_at = '2026-11-21T02:00:00Z'`),
  );
  portal.clock.moment = new Date('2026-11-21T16:05:00Z');
  await portal.settle();
  const signed = await signedPart();
  expect(signed).toMatchObject({ ledger: 'audit', leaves: 2 });
  expect(await partOfToday()).toEqual(signed);

  const change = (sql: string) => portal.portal.database.administer((execute) => execute(sql));
  await change(`update audit.entries set outcome = 'OK'`);
  expect(await partOfToday()).not.toEqual(signed);
  await change(`update audit.entries set outcome = 'NOT_FOUND'`);
  expect(await partOfToday()).toEqual(signed);
  await change('delete from audit.entries where id = (select min(id::text)::uuid from audit.entries)');
  expect(await partOfToday()).toMatchObject({ leaves: 1 });
});
