import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const differences = `{ powerList(code: "JY-TOWN-POWERS") {
  version(on: "2018-07-01") { fourLevelDifferences { code catalogue level aspect own above } }
} }`;

test('the province’s list holds 409 items, and the towns’ list says the same of each', async () => {
  const { data, errors } = await portal.ask(`{
    base: catalogueItems(catalogue: "JS-DEVELOPED-TOWNS", level: PROVINCE) { totalCount edges { node { region { name } } } }
    city: catalogueItems(level: CITY) { totalCount }
    powerList(code: "JY-TOWN-POWERS") { version(on: "2018-07-01") { entryCount fourLevelDifferences { code } } }
  }`);

  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    base: { totalCount: 409 },
    city: { totalCount: 0 },
    powerList: { version: { entryCount: 890, fourLevelDifferences: [] } },
  });
  const { edges } = Object(data?.['base']) as { edges: { node: { region: { name: string } } }[] };
  expect(edges[0]?.node.region.name).toBe('江苏省');
});

test('a row whose code, name, type or basis differs between levels is named, with what each says', async () => {
  const { data } = await portal.ask(`{ powerItem(code: "0101001000") { name category legalBasis } }`);
  const item = Object(data?.['powerItem']) as { name: string; category: string; legalBasis: string };
  expect(item).toEqual({
    name: '设置大型户外广告及张挂宣传品审批（新办）',
    category: 'LICENSING',
    legalBasis: '《城市市容和环境卫生管理条例》第二十三条',
  });
  const reports = await onboardCatalogue([
    `WX-CITY,CITY,3202,0101001000,大型户外广告审批,OTHER_POWER,《城市市容和环境卫生管理条例》第十一条`,
    `WX-CITY,CITY,3202,0101002000,设置大型户外广告及张挂宣传品审批（变更）,LICENSING,《城市市容和环境卫生管理条例》第二十八条`,
    `JS-NATION,NATION,32,000101001000,${item.name},${item.category},${item.legalBasis}`,
    // Another province’s catalogue says nothing of this county’s list.
    `ZJ-OTHER,PROVINCE,33,0101003000,别省的事项,LICENSING,别省的依据`,
  ]);
  expect(reports).toEqual([{ file: 'catalogue-items.csv', inserted: 4, refusals: [] }]);

  const found = await portal.ask(differences);
  expect(found.data).toEqual({
    powerList: {
      version: {
        fourLevelDifferences: [
          difference('JS-NATION', 'NATION', 'CODE', '0101001000', '000101001000'),
          difference(
            'WX-CITY',
            'CITY',
            'BASIS',
            '《城市市容和环境卫生管理条例》第二十三条',
            '《城市市容和环境卫生管理条例》第十一条',
          ),
          difference('WX-CITY', 'CITY', 'CATEGORY', 'LICENSING', 'OTHER_POWER'),
          difference('WX-CITY', 'CITY', 'NAME', '设置大型户外广告及张挂宣传品审批（新办）', '大型户外广告审批'),
        ],
      },
    },
  });
});

test('the county’s list of demands names powers of the levels above, and is readable at any date', async () => {
  const { data } = await portal.ask(`{ powerList(kind: SAME_POWER_DEMAND_LIST, region: "320281") {
    before: version(on: "2017-12-31") { number }
    version(on: "2026-11-21") {
      number entryCount entries(first: 100) { edges { node { catalogueItems { catalogue level } } } } }
  } }`);
  const list = Object(data?.['powerList']) as {
    before: null;
    version: { entryCount: number; entries: { edges: { node: unknown }[] } };
  };
  expect(list.before).toBeNull();
  expect(list.version.entryCount).toBe(24);
  const stated = list.version.entries.edges.filter(({ node }) =>
    JSON.stringify(node).includes('{"catalogue":"JS-DEVELOPED-TOWNS","level":"PROVINCE"}'),
  );
  expect(stated).toHaveLength(24);
});

function difference(catalogue: string, level: string, aspect: string, own: string, above: string) {
  return { code: '0101001000', catalogue, level, aspect, own, above };
}

/** Onboards lines of a catalogue beside regions, and says what became of them. */
async function onboardCatalogue(lines: readonly string[]) {
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-catalogue-'));
  try {
    await writeFile(
      path.join(folder, 'regions.csv'),
      '区划代码,上级代码,级别,类型,名称\n33,,province,PROVINCE,浙江省\n',
    );
    const heading = '目录编码,层级,施行区划,事项编码,名称,类别,法律依据';
    await writeFile(path.join(folder, 'catalogue-items.csv'), `${[heading, ...lines].join('\n')}\n`);
    const reports = await portal.onboard(folder);
    return reports
      .filter(({ file }) => file === 'catalogue-items.csv')
      .map(({ file, inserted, refusals }) => ({ file, inserted, refusals }));
  } finally {
    await rm(folder, { recursive: true });
  }
}
