import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal({ accounts: [] });
});
afterAll(() => portal.close());

const county = '330822';
const towns = ['天马街道', '紫港街道', '金川街道', '白石镇', '招贤镇', '青石镇', '球川镇'];
const special = ['市场监管', '交通运输', '农业农村', '应急管理', '自然资源和规划'];

/** 常山 with one comprehensive team of the county, five specialised ones and those of `count` towns. */
async function onboardTeams(count: number): Promise<void> {
  const codeOf = (index: number) => `${county}00${index + 1}`;
  const names = towns.map((name, index) => [codeOf(index), name] as const);
  const sheets = {
    'regions.csv': [
      '区划代码,上级代码,级别,类型,名称',
      '33,,province,PROVINCE,浙江省',
      '3308,33,city,CITY,衢州市',
      `${county},3308,county,COUNTY,常山县`,
      ...names.map(([code, name]) => `${code},${county},town,${name.endsWith('镇') ? 'TOWN' : 'SUBDISTRICT'},${name}`),
    ],
    'organizations.csv': [
      '机构编码,名称,简称,类型,所在区划,上级机构,统一社会信用代码,管理体制,挂牌',
      `${county}-enforcement,常山县综合行政执法局,综合行政执法局,COUNTY_DEPARTMENT,${county},,,,`,
      ...names.map(([code, name]) => `${code}-team,${name}综合执法队,执法队,ENFORCEMENT_TEAM,${code},,,,`),
    ],
    'profile.csv': [
      '县级代码,版本,生效日期,项目,值,依据,来源',
      `${county},1,2026-01-01,team.structure,综合=1、专项=5、镇街=7,“1+5+7”的综合执法、专项执法、联合执法体系,article`,
    ],
    'enforcement-teams.csv': [
      '队伍编码,名称,模式,机构编码,所在区划,领域',
      `DW${county}-1,县综合行政执法队,COMPREHENSIVE,${county}-enforcement,${county},综合执法`,
      ...special.map(
        (domain, index) =>
          `DW${county}-${index + 2},${domain}执法队,SPECIALISED,${county}-enforcement,${county},${domain}`,
      ),
      ...names
        .slice(0, count)
        .map(([code, name]) => `DW${code},${name}综合执法队,COMPREHENSIVE,${code}-team,${code},综合执法`),
    ],
  };
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-teams-'));
  for (const [file, lines] of Object.entries(sheets))
    await writeFile(path.join(folder, file), [...lines, ''].join('\n'));
  await portal.onboard(folder);
  await rm(folder, { recursive: true });
}

async function structure(of: string) {
  const { data, errors } = await portal.ask(
    `{ teamStructure(county: "${of}") { kind expected fits teams { name model domains } } }`,
  );
  expect(errors).toBeUndefined();
  return (
    data as never as {
      teamStructure: { kind: string; expected: number | null; fits: boolean; teams: { model: string }[] }[];
    }
  ).teamStructure;
}

test('of 1+5+7 a team is missing as long as six towns have theirs', async () => {
  await onboardTeams(6);
  expect(
    (await structure(county)).map(({ kind, expected, fits, teams }) => [kind, expected, teams.length, fits]),
  ).toEqual([
    ['综合', 1, 1, true],
    ['专项', 5, 5, true],
    ['镇街', 7, 6, false],
    ['联合', 0, 0, true],
  ]);
});

test('13 teams are listed with their model when all seven towns have one', async () => {
  await onboardTeams(7);
  const kinds = await structure(county);
  expect(kinds.every(({ fits }) => fits)).toBe(true);
  const models = kinds.flatMap(({ teams }) => teams.map(({ model }) => model));
  expect(models).toHaveLength(13);
  expect(Map.groupBy(models, (model) => model).get('SPECIALISED')).toHaveLength(5);
});

test('a county whose profile says nothing of it is not measured by it', async () => {
  expect((await structure('320281')).map(({ expected, fits }) => [expected, fits])).toEqual(
    Array(4).fill([null, true]),
  );
});

test.each(['teamStructure(county: $code) { kind }', 'teamCoverage(county: $code) { covered }'])(
  'what is no county’s code is no county: %s',
  async (field) => {
    for (const code of ['%', 'x', '', '32', '0410', '320281104', '3202811041234']) {
      const { errors } = await portal.ask(`query ($code: ID!) { ${field} }`, { code });
      expect([code, errors?.[0]?.extensions.code]).toEqual([code, 'NOT_FOUND']);
    }
  },
);
