import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../../gateway/portal.js';
import { readConfig } from '../../../gateway/config.js';
import { readDemoAccounts } from '../../../gateway/identity/demo-accounts.js';
import { type TestPortal, openPortal } from '../../support/portal.js';

const names = ['jiangyin', 'changzhou', 'taian', 'quzhou', 'jian'];
const folders = names.map((name) => path.join(projectRoot, 'counties', name));

let portal: TestPortal;

beforeAll(async () => {
  portal = await openPortal({ environment: { COUNTY_FOLDER: folders.join(',') } });
});
afterAll(() => portal.close());

const counted = [
  'authority.regions',
  'authority.power_list_entries',
  'authority.duty_responsibilities',
  'grid.grids',
  'grid.role_assignments',
  'kit.county_settings',
];

async function counts(): Promise<number[]> {
  return portal.portal.database.administer(async (run) => {
    const rows = await Promise.all(counted.map((table) => run(`select count(*)::int as count from ${table}`)));
    return rows.map(([row]) => Number(row?.['count']));
  });
}

test('five counties stand in one installation, and none takes anything from another', async () => {
  // Of 江阴 306, 1,990, 121, 1,845, 9,339 and 16; each other county brings 6 regions, of which 江苏省 stands already.
  // Second versions of four profiles say 21, 17, 17 and 20 things, third ones of 泰安 and 衢州 21 and 22.
  const expected = [306 + 4 * 6 - 1, 1990, 121, 1845 + 4 * 7, 9339 + 4 * 24, 5 * 16 + 75 + 43];
  expect(await counts()).toEqual(expected);
  for (const folder of folders) {
    const reports = await portal.onboard(folder);
    expect(reports.length).toBeGreaterThan(10);
    expect(reports.flatMap(({ refusals }) => refusals)).toEqual([]);
    expect(reports.map(({ inserted, updated, removed }) => inserted + updated + removed)).toEqual(reports.map(() => 0));
  }
  expect(await counts()).toEqual(expected);
});

describe('each county', () => {
  test.each([
    ['320281104', '徐霞客镇', '江阴市', '否', 'grid.officer', 'JY004450'],
    ['320412120', '湟里镇', '武进区', '否', 'changzhou.officer', 'WJ000009'],
    ['370911110', '大汶口镇', '岱岳区', '否', 'taian.officer', 'DY000009'],
    ['330825101', '湖镇镇', '龙游县', '是', 'quzhou.officer', 'LY000009'],
    ['360802003', '文山街道', '吉州区', '否', 'jian.officer', 'JZ000009'],
  ])('has its town %s %s, its rules and its people', async (code, town, county, separation, username, number) => {
    const { data, errors } = await portal.ask(
      `query ($code: ID!) {
        region(code: $code) {
          name
          profile { version effectiveFrom county { name } settings { key value } }
        }
        me { staff { number } }
      }`,
      { code },
      { as: username },
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      region: {
        name: town,
        profile: {
          version: 1,
          effectiveFrom: '2026-01-01',
          county: { name: county },
          settings: expect.arrayContaining([{ key: 'event.report-handle-separation', value: separation }]),
        },
      },
      me: { staff: { number } },
    });
  });

  test('shows an officer no staff of another county', async () => {
    const { data, errors } = await portal.ask(
      '{ own: staffMember(number: "LY000009") { name } foreign: staffMember(number: "JY004450") { name } }',
      {},
      { as: 'quzhou.officer' },
    );
    expect(data).toEqual({ own: { name: '童晓' }, foreign: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
  });
});

test('two counties may not have a demonstration account of one name', async () => {
  await expect(readDemoAccounts([folders[3] ?? '', folders[3] ?? ''])).rejects.toThrow(
    'Two counties have a demonstration account named quzhou.commander.',
  );
});

describe('COUNTY_FOLDER', () => {
  test.each([
    [undefined, ['counties/jiangyin']],
    ['counties/quzhou', ['counties/quzhou']],
    ['counties/jiangyin, counties/quzhou,', ['counties/jiangyin', 'counties/quzhou']],
    [`counties/jiangyin${path.delimiter}counties/quzhou`, ['counties/jiangyin', 'counties/quzhou']],
    ['', ['counties/jiangyin']],
  ])('%p names %j', (given, expected) => {
    const { countyFolders } = readConfig({ COUNTY_FOLDER: given });
    expect(countyFolders).toEqual(expected.map((folder) => path.resolve(folder)));
  });

  test('may not name two folders of one name', () => {
    expect(() => readConfig({ COUNTY_FOLDER: 'counties/quzhou,elsewhere/quzhou' })).toThrow(
      'COUNTY_FOLDER names two folders called "quzhou"; what a county has loaded is remembered by that name.',
    );
  });
});
