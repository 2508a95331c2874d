import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const versionOn = `query ($on: Date!) {
  powerList(kind: TOWN_POWER_LIST, region: "320281") {
    version(on: $on) { number entryCount entryCountByCategory { category count } entries(first: 1) { totalCount } }
  }
}`;

test('the list of 2018 holds 890 items: 75 approvals and services, 815 penalties and other powers', async () => {
  const { data, errors } = await portal.ask(versionOn, { on: '2018-07-01' });

  expect(errors).toBeUndefined();
  expect(data).toEqual({
    powerList: {
      version: {
        number: 1,
        entryCount: 890,
        entryCountByCategory: [
          { category: 'LICENSING', count: 45 },
          { category: 'PUBLIC_SERVICE', count: 75 - 45 },
          { category: 'PENALTY', count: 815 - 47 - 34 - 24 },
          { category: 'COMPULSION', count: 47 },
          { category: 'INSPECTION', count: 34 },
          { category: 'OTHER_POWER', count: 24 },
        ],
        entries: { totalCount: 890 },
      },
    },
  });
});

test('a version ends the day before the next begins, and 861 items remain', async () => {
  const last = await portal.ask(versionOn, { on: '2020-12-31' });
  const first = await portal.ask(versionOn, { on: '2021-01-01' });

  expect(last.data).toMatchObject({ powerList: { version: { number: 1, entryCount: 890 } } });
  expect(first.data).toMatchObject({ powerList: { version: { number: 2, entryCount: 861 } } });
});

test('before the first publication no version is in force', async () => {
  const { data } = await portal.ask(versionOn, { on: '2018-06-30' });

  expect(data).toEqual({ powerList: { version: null } });
});

test('the difference of the two versions names 29 removed items and none added', async () => {
  const { data } = await portal.ask(
    `{ powerList(code: "JY-TOWN-POWERS") {
         difference(from: "2018-07-01", to: "2026-11-21") { added { code } removed { code item { category } } }
       } }`,
  );

  const difference = (data as never)['powerList']['difference'] as {
    added: [];
    removed: { code: string; item: object }[];
  };
  expect(difference.added).toEqual([]);
  expect(difference.removed).toHaveLength(29);
  expect(difference.removed[0]).toEqual({ code: '0201001000', item: { category: 'PENALTY' } });
});

test('a difference from a later to an earlier day is refused', async () => {
  const { data, errors } = await portal.ask(
    '{ powerList(code: "JY-TOWN-POWERS") { difference(from: "2026-11-21", to: "2018-07-01") { added { code } } } }',
  );

  expect(data).toEqual({ powerList: { difference: null } });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID', reason: 'DATES_REVERSED' });
});

test('the removed items are no longer in force with the towns that held them', async () => {
  const { data } = await portal.ask(`{
    organization(code: "320281104-government") {
      never: powerCount(on: "2018-06-30") before: powerCount(on: "2020-12-31") after: powerCount(on: "2021-01-01")
      powers(on: "2020-12-31") { totalCount }
    }
  }`);

  expect(data).toEqual({ organization: { never: 0, before: 780, after: 754, powers: { totalCount: 780 } } });
});

test('a keyword of one character is refused, and its wildcards mean themselves', async () => {
  const { data, errors } = await portal.ask(
    '{ gas: powerItems(keyword: "燃气") { totalCount } all: powerItems(keyword: "%%") { totalCount } one: powerItems(keyword: "气") { totalCount } }',
  );

  expect(data).toEqual({ gas: { totalCount: 47 }, all: { totalCount: 0 }, one: null });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID', reason: 'KEYWORD_SHORT' });
});
