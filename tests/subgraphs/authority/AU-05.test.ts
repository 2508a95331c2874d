import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { projectRoot } from '../../../gateway/portal.js';
import type { SheetReport } from '../../../kit/onboarding/onboard.js';
import { openPortal, type TestPortal } from '../../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
  await portal.onboard(path.join(projectRoot, 'counties/quzhou'));
});
afterAll(() => portal.close());

const texts = 'power-list-entry-texts.csv';

const lists = [
  { code: 'QZ-POWERS', kind: 'TOWN_POWER_LIST', letter: 'QZP', count: 142 },
  { code: 'QZ-SERVICES', kind: 'SERVICE_ITEM_LIST', letter: 'QZS', count: 586 },
  { code: 'QZ-DUTIES', kind: 'TERRITORIAL_DUTY_LIST', letter: 'QZD', count: 68 },
];

function codesOf({ letter, count }: { letter: string; count: number }): string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(3, '0')}`);
}

/** The three lists of 衢州: 142 powers, 586 services and 68 territorial duties, each entry with its four texts. */
function sheets(): Record<string, string[]> {
  const [powers, services, duties] = lists.map(codesOf);
  const item = (code: string, category: string) =>
    `${code},事项${code},${category},城市管理,330825-urban-management,《浙江省综合行政执法条例》第十条,TERRITORIAL,否,ACTIVE`;
  const all = lists.flatMap((list) => codesOf(list).map((code) => `${list.code},1,${code}`));
  return {
    'power-items.csv': [
      '事项编码,名称,类别,领域,原实施部门,法律依据,专属范围,简易程序,状态',
      ...(powers ?? []).map((code) => item(code, 'PENALTY')),
      ...(services ?? []).map((code) => item(code, 'PUBLIC_SERVICE')),
    ],
    'territorial-duties.csv': [
      '事项编码,领域,名称,主体责任方,牵头部门,法律依据',
      ...(duties ?? []).map(
        (code) => `${code},城市管理,事项${code},COUNTY,330825-urban-management,《城乡规划法》第六十四条`,
      ),
    ],
    'power-lists.csv': [
      '清单编码,类型,所属区划,名称',
      ...lists.map(({ code, kind }) => `${code},${kind},330825,清单${code}`),
    ],
    'power-list-versions.csv': [
      '清单编码,版本,文号,公布日期,生效日期,失效日期',
      ...lists.map(({ code }) => `${code},1,龙政发〔2021〕3号,2021-03-01,2021-04-01,`),
    ],
    'power-list-entries.csv': ['清单编码,版本,事项编码', ...all],
    [texts]: [
      '清单编码,版本,事项编码,县级部门职责,镇街职责,协同机制,履职流程',
      ...all.map((entry) => `${entry},县级部门依法查处,镇街巡查发现并劝阻,综合信息指挥室统一调度,发现—上报—处置—反馈`),
    ],
  };
}

/** Onboards the three lists, the texts as `spoil` leaves them, and says what became of the texts. */
async function onboardWith(spoil: (lines: string[]) => void): Promise<SheetReport> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-three-lists-'));
  try {
    const files = sheets();
    spoil(files[texts] ?? []);
    for (const [file, lines] of Object.entries(files)) {
      await writeFile(path.join(folder, file), `${lines.join('\n')}\n`);
    }
    const reports = await portal.onboard(folder);
    expect(reports.filter(({ file }) => file !== texts).flatMap(({ refusals }) => refusals)).toEqual([]);
    const report = reports.find(({ file }) => file === texts);
    if (!report) throw new Error(`${texts} was not reported.`);
    return report;
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('an entry without all four texts is not published: a blank one is refused, and so is a missing line', async () => {
  const blank = await onboardWith((lines) => {
    lines[1] = lines[1]?.replace('综合信息指挥室统一调度', '') ?? '';
  });
  expect(blank.refusals).toEqual([{ file: texts, line: 2, column: '协同机制', value: '', reason: 'is empty' }]);

  const missing = await onboardWith((lines) => {
    lines.splice(2, 1);
  });
  expect(missing.refusals).toEqual([
    { file: texts, line: 0, column: '事项编码', value: '', reason: 'QZP002 of QZ-POWERS@1 has no line (AU-05)' },
  ]);

  const { data } = await portal.ask('{ powerList(code: "QZ-POWERS") { version { statedCount } } }');
  expect(data).toEqual({ powerList: { version: { statedCount: 0 } } });
});

test('the three lists hold 142 powers, 586 services and 68 duties, each entry with its four texts', async () => {
  const report = await onboardWith(() => {});
  expect([report.refusals, report.inserted]).toEqual([[], 142 + 586 + 68]);

  const { data, errors } = await portal.ask(`{
    powers: powerList(kind: TOWN_POWER_LIST, region: "330825") { version { entryCount statedCount } }
    services: powerList(kind: SERVICE_ITEM_LIST, region: "330825") { version { entryCount statedCount } }
    duties: powerList(kind: TERRITORIAL_DUTY_LIST, region: "330825") {
      version {
        entryCount statedCount
        entries(first: 1) { edges { node { duty { code } texts { countyDuty townDuty coordination procedure } } } }
      }
    }
  }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    powers: { version: { entryCount: 142, statedCount: 142 } },
    services: { version: { entryCount: 586, statedCount: 586 } },
    duties: {
      version: {
        entryCount: 68,
        statedCount: 68,
        entries: {
          edges: [
            {
              node: {
                duty: { code: 'QZD001' },
                texts: {
                  countyDuty: '县级部门依法查处',
                  townDuty: '镇街巡查发现并劝阻',
                  coordination: '综合信息指挥室统一调度',
                  procedure: '发现—上报—处置—反馈',
                },
              },
            },
          ],
        },
      },
    },
  });
});

test('a list that states nothing of the kind shows no texts', async () => {
  const { data } = await portal.ask(
    '{ powerList(code: "JY-TOWN-POWERS") { version { statedCount entries(first: 1) { edges { node { texts { townDuty } } } } } } }',
  );
  expect(data).toEqual({
    powerList: { version: { statedCount: 0, entries: { edges: [{ node: { texts: null } }] } } },
  });
});
