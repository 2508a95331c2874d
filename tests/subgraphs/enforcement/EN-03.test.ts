import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../../gateway/portal.js';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { caseOf, refusal } from './cases.js';
import { clueOf } from './general.js';

const hub = '330825101';
const around = ['330825102', '330825103', '330825104'];

let portal: TestPortal;
beforeAll(async () => {
  const officer = { roles: ['enforcement_officer'], organizations: [`${hub}-enforcement-team`] };
  portal = await openPortal({
    accounts: [{ username: 'hub', staffNumber: 'LY000005', regions: [hub, ...around], ...officer }],
  });
  await portal.onboard(path.join(projectRoot, 'counties/quzhou'));
  await onboard({
    'regions.csv': [
      '区划代码,上级代码,级别,类型,名称',
      ...around.map((code, index) => `${code},330825,town,TOWN,测试${index + 1}乡`),
    ],
    'organizations.csv': [
      '机构编码,名称,简称,类型,所在区划,上级机构,统一社会信用代码,管理体制,挂牌',
      ...around.map(
        (code, index) => `${code}-government,测试${index + 1}乡人民政府,测试${index + 1}乡,TOWN_GOVERNMENT,${code},,,,`,
      ),
    ],
    'power-grants.csv': [
      '事项编码,承接机构,所在区划,方式,批次,文号,公布日期,生效日期,失效日期,状态',
      ...around.map(
        (code) => `0201020000,${code}-government,${code},TRANSFER,2025-1,衢政〔2025〕1号,2025-01-01,2025-02-01,,ACTIVE`,
      ),
    ],
    'enforcement-radiated-towns.csv': ['队伍编码,辐射乡镇', `DW${hub},${around[0]}`, `DW${hub},${around[1]}`],
  });
});
afterAll(() => portal.close());

/** Loads sheets beside those of the county. */
async function onboard(sheets: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-hub-'));
  for (const [file, lines] of Object.entries(sheets))
    await writeFile(path.join(folder, file), [...lines, ''].join('\n'));
  await portal.onboard(folder);
  await rm(folder, { recursive: true });
}

beforeEach(() => {
  portal.clock.moment = new Date('2026-12-03T02:00:00Z');
});

async function coverage(county: string): Promise<unknown> {
  const { data, errors } = await portal.ask(
    `{ teamCoverage(county: "${county}") { town { code } teams { code } covered } }`,
  );
  expect(errors).toBeUndefined();
  return (data as never as { teamCoverage: unknown }).teamCoverage;
}

describe('a central town’s team', () => {
  test('radiates to the towns around it: each is covered by exactly one, or is named', async () => {
    expect(await coverage('330825')).toEqual([
      { town: { code: hub }, teams: [{ code: `DW${hub}` }], covered: true },
      { town: { code: around[0] }, teams: [{ code: `DW${hub}` }], covered: true },
      { town: { code: around[1] }, teams: [{ code: `DW${hub}` }], covered: true },
      { town: { code: around[2] }, teams: [], covered: false },
    ]);
  });

  test('radiates under a profile that says so, from its first day on', async () => {
    portal.clock.moment = new Date('2026-12-01T02:00:00Z');
    expect(await coverage('330825')).toMatchObject([
      { covered: true },
      { covered: false },
      { covered: false },
      { covered: false },
    ]);
  });

  test('acts in the name of the town that it radiates to, and not of one that it does not', async () => {
    const input = (region: string | undefined, day: string) =>
      clueOf({ regionCode: region, occurredAt: `${day}T01:40:00Z`, address: '测试乡街上' });
    const register = (region: string | undefined, day = '2026-12-02') =>
      portal.ask(
        `mutation ($input: ClueInput!) { registerClue(input: $input) { id version caseNo state organization { code } subject { code } } }`,
        { input: input(region, day) },
        { as: 'hub' },
      );
    const clue = caseOf(await register(around[0]));
    expect(clue).toMatchObject({
      organization: { code: `${hub}-enforcement-team` },
      subject: { code: `${around[0]}-government` },
    });
    expect(refusal(await register(around[2]))).toEqual(['CONFLICT', 'GRANT_NOT_ACTIVE']);
    // On the day before the profile says so it acts nowhere but at home.
    portal.clock.moment = new Date('2026-12-01T02:00:00Z');
    expect(refusal(await register(around[0], '2026-12-01'))).toEqual(['CONFLICT', 'GRANT_NOT_ACTIVE']);
  });

  test('covers all 16 towns and streets of 江阴 as their own, without radiating', async () => {
    const towns = (await coverage('320281')) as { teams: { code: string }[]; covered: boolean }[];
    expect(towns).toHaveLength(16);
    expect(towns.every(({ covered }) => covered)).toBe(true);
    expect(new Set(towns.flatMap(({ teams }) => teams.map(({ code }) => code))).size).toBe(16);
  });

  test('that a second one joins is one too many', async () => {
    await onboard({ 'enforcement-radiated-towns.csv': ['队伍编码,辐射乡镇', `DW320281104,${around[1]}`] });
    const towns = (await coverage('330825')) as { covered: boolean; teams: unknown[] }[];
    expect(towns[2]).toMatchObject({ covered: false, teams: [{}, {}] });
  });
});
