import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { projectRoot } from '../../../gateway/portal.js';
import type { SheetReport } from '../../../kit/onboarding/onboard.js';
import { openPortal, type TestPortal } from '../../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const county = path.join(projectRoot, 'counties/jiangyin');
const file = 'territorial-duty-responsibilities.csv';

interface Duty {
  readonly domain: string;
  readonly primarySide: string;
  readonly responsibilities: readonly { readonly side: string; readonly role: string }[];
}

test('the list holds 52 duties, 50 of the county’s departments and 2 of the towns', async () => {
  const { data } = await portal.ask(`{
    all: territorialDuties { totalCount }
    county: territorialDuties(primarySide: COUNTY) { totalCount }
    town: territorialDuties(primarySide: TOWN) { totalCount }
    powerList(kind: TERRITORIAL_DUTY_LIST, region: "320281") { version { entryCount entryCountByCategory { count } } }
    region(code: "320281104200") { territorialDuties { totalCount } }
  }`);

  expect(data).toEqual({
    all: { totalCount: 52 },
    county: { totalCount: 50 },
    town: { totalCount: 2 },
    powerList: { version: { entryCount: 52, entryCountByCategory: [] } },
    region: { territorialDuties: { totalCount: 52 } },
  });
});

test('every duty has exactly one primary responsibility, of its primary side, and the domains are seven', async () => {
  const { data } = await portal.ask(
    '{ territorialDuties(first: 100) { edges { node { domain primarySide responsibilities { side role } } } } }',
  );

  const { edges } = (data as never)['territorialDuties'] as { edges: { node: Duty }[] };
  const duties = edges.map(({ node }) => node);
  expect(duties).toHaveLength(52);
  expect(new Set(duties.map(({ domain }) => domain))).toEqual(
    new Set(['自然资源', '生态环境', '城乡建设', '应急管理', '市场监管', '综合执法', '重点工作']),
  );
  for (const { primarySide, responsibilities } of duties) {
    expect(responsibilities.filter(({ role }) => role === 'PRIMARY')).toEqual([{ side: primarySide, role: 'PRIMARY' }]);
    expect(responsibilities.length).toBeGreaterThan(1);
  }
});

test('a second primary responsibility is refused with file, line and column, and nothing of the file is loaded', async () => {
  const report = await onboardWith((lines) => {
    lines[2] = lines[2]?.replace('SD0101,TOWN,COOPERATING', 'SD0101,TOWN,PRIMARY') ?? '';
    lines.push('SD0102,TOWN,COOPERATING,一项新的配合责任,ours');
  });

  expect(report.refusals).toEqual([
    { file, line: 3, column: '角色', value: 'PRIMARY', reason: 'SD0101 has a second PRIMARY (AU-06)' },
  ]);
  expect([report.inserted, report.updated]).toEqual([0, 0]);
  const { data } = await portal.ask('{ territorialDuty(code: "SD0102") { responsibilities { text } } }');
  expect(JSON.stringify(data)).not.toContain('一项新的配合责任');
});

test('a primary responsibility of the other side than the list of duties says is refused', async () => {
  const report = await onboardWith((lines) => {
    lines[1] = lines[1]?.replace('SD0101,COUNTY,PRIMARY', 'SD0101,TOWN,PRIMARY') ?? '';
  });

  expect(report.refusals).toEqual([
    {
      file,
      line: 2,
      column: '角色',
      value: 'PRIMARY',
      reason: 'SD0101 has COUNTY as its primary side in territorial-duties.csv (AU-06)',
    },
  ]);
});

test('a duty whose primary responsibility is missing is refused', async () => {
  const report = await onboardWith((lines) => {
    lines[1] = lines[1]?.replace('SD0101,COUNTY,PRIMARY', 'SD0101,COUNTY,COOPERATING') ?? '';
  });

  expect(report.refusals).toEqual([
    { file, line: 2, column: '角色', value: 'COOPERATING', reason: 'SD0101 has no PRIMARY (AU-06)' },
  ]);
});

/** Onboards the two files of duties, the responsibilities as `spoil` leaves them, and answers what became of those. */
async function onboardWith(spoil: (lines: string[]) => void): Promise<SheetReport> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-duties-'));
  try {
    const lines = (await readFile(path.join(county, file), 'utf8')).trimEnd().split('\n');
    spoil(lines);
    await writeFile(path.join(folder, file), `${lines.join('\n')}\n`);
    await copyFile(path.join(county, 'territorial-duties.csv'), path.join(folder, 'territorial-duties.csv'));
    const report = (await portal.onboard(folder)).find((each) => each.file === file);
    if (!report) throw new Error(`${file} was not reported.`);
    return report;
  } finally {
    await rm(folder, { recursive: true });
  }
}
