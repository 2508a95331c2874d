import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';

const districts = ['320412', '320411', '320402'];

let portal: TestPortal;
let folder: string;
beforeAll(async () => {
  portal = await openPortal({
    accounts: [
      ...['320281', ...districts].map((region) => ({
        username: `office.${region}`,
        roles: ['establishment_office'],
        regions: [region],
      })),
      { username: 'leader', roles: ['town_leader'], regions: ['320412'] },
    ],
  });
  folder = await mkdtemp(path.join(tmpdir(), 'yimen-districts-'));
  for (const [file, lines] of Object.entries(sheets())) {
    await writeFile(path.join(folder, file), `${lines.join('\n')}\n`);
  }
  const reports = await portal.onboard(folder);
  expect(reports.flatMap(({ refusals }) => refusals)).toEqual([]);
});
afterAll(async () => {
  await portal.close();
  await rm(folder, { recursive: true });
});

/** 140 licences and 348 penalties in the province’s guidance catalogue, and one licence and one penalty that are not. */
function sheets(): Record<string, string[]> {
  const licences = Array.from({ length: 140 }, (_, index) => `CZ-L${String(index + 1).padStart(3, '0')}`);
  const penalties = Array.from({ length: 348 }, (_, index) => `CZ-P${String(index + 1).padStart(3, '0')}`);
  const item = (code: string, category: string) =>
    `${code},事项${code},${category},城市管理,320412-urban,《城市市容和环境卫生管理条例》第十七条,TERRITORIAL,否,ACTIVE`;
  const stated = (code: string, category: string) =>
    `JS-GUIDANCE,PROVINCE,32,${code},事项${code},${category},《城市市容和环境卫生管理条例》第十七条`;
  return {
    'regions.csv': [
      '区划代码,上级代码,级别,类型,名称',
      '3204,32,city,CITY,常州市',
      ...districts.flatMap((code) => [
        `${code},3204,county,DISTRICT,区${code}`,
        `${code}100,${code},town,TOWN,镇${code}`,
      ]),
    ],
    'organizations.csv': [
      '机构编码,名称,简称,类型,所在区划,上级机构,统一社会信用代码,管理体制,挂牌',
      '320412-urban,城市管理局,,COUNTY_DEPARTMENT,320412,,,,',
      ...districts.map((code) => `${code}100-government,镇人民政府,,TOWN_GOVERNMENT,${code}100,,,,`),
    ],
    'power-items.csv': [
      '事项编码,名称,类别,领域,原实施部门,法律依据,专属范围,简易程序,状态',
      ...[...licences, 'CZ-L999'].map((code) => item(code, 'LICENSING')),
      ...[...penalties, 'CZ-P999'].map((code) => item(code, 'PENALTY')),
      item('CZ-R001', 'PENALTY').replace('TERRITORIAL', 'CROSS_TOWN'),
    ],
    'catalogue-items.csv': [
      '目录编码,层级,施行区划,事项编码,名称,类别,法律依据',
      ...licences.map((code) => stated(code, 'LICENSING')),
      ...penalties.map((code) => stated(code, 'PENALTY')),
      stated('CZ-R001', 'PENALTY'),
    ],
    'profile.csv': [
      '县级代码,版本,生效日期,项目,值,依据',
      ...districts.flatMap((code) => [
        `${code},1,2026-01-01,grant.catalogues,JS-GUIDANCE,根据省《赋权指导目录》`,
        `${code},1,2026-01-01,grant.catalogue-categories,LICENSING、PUBLIC_SERVICE、PENALTY,根据省《赋权指导目录》`,
      ]),
    ],
  };
}

const grant = `mutation ($decision: GrantPowersInput!) {
  grantPowers(decision: $decision) {
    id version item { code } grantee { code } region { code } mode batch documentNumber publishedOn effectiveFrom
    effectiveTo status trialRun inCatalogue
  }
}`;

interface Granted {
  readonly id: string;
  readonly version: number;
  readonly inCatalogue: boolean;
}

const decision = {
  mode: 'TRANSFER',
  batch: '2026-1',
  documentNumber: '常政发〔2026〕8号',
  publishedOn: '2026-11-25',
  effectiveFrom: '2026-12-01',
};

function codes(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `CZ-${letter}${String(index + 1).padStart(3, '0')}`);
}

/** Hands items down to a district’s town as its office, and answers the grants, or how it is refused. */
async function handDown(district: string, change: object, as = `office.${district}`): Promise<Granted[] | string> {
  const { data, errors } = await portal.ask(
    grant,
    { decision: { ...decision, grantees: [`${district}100-government`], ...change } },
    { as },
  );
  const refusal = errors?.[0]?.extensions;
  return refusal ? `${refusal.code} ${refusal.reason ?? ''}` : ((data as never)['grantPowers'] as Granted[]);
}

const held = `query ($code: ID!, $on: Date) {
  organization(code: $code) { powerCount(on: $on) powerCountByCategory(on: $on) { category count } }
}`;

describe('grants rest on the province’s guidance catalogue', () => {
  test('武进 113, 新北 137 and 天宁 92 approvals, and 348 penalties in 武进', async () => {
    expect(await handDown('320412', { items: codes('L', 113), mode: 'ENTRUSTMENT' })).toHaveLength(113);
    expect(await handDown('320412', { items: codes('P', 348) })).toHaveLength(348);
    expect(await handDown('320411', { items: codes('L', 137), mode: 'ENTRUSTMENT' })).toHaveLength(137);
    expect(await handDown('320402', { items: codes('L', 92), mode: 'ENTRUSTMENT' })).toHaveLength(92);

    const of = async (district: string, on: string) =>
      (await portal.ask(held, { code: `${district}100-government`, on })).data?.['organization'];
    expect(await of('320412', '2026-11-30')).toEqual({ powerCount: 0, powerCountByCategory: [] });
    expect(await of('320412', '2026-12-01')).toEqual({
      powerCount: 461,
      powerCountByCategory: [
        { category: 'LICENSING', count: 113 },
        { category: 'PENALTY', count: 348 },
      ],
    });
    expect(await of('320411', '2026-12-01')).toMatchObject({ powerCount: 137 });
    expect(await of('320402', '2026-12-01')).toMatchObject({ powerCount: 92 });
  });

  test('an item that is not in it is refused, and with it the whole decision', async () => {
    expect(await handDown('320411', { items: ['CZ-P001', 'CZ-P999'] })).toBe('CONFLICT ITEM_NOT_IN_CATALOGUE');
    expect(await handDown('320411', { items: ['CZ-L999'] })).toBe('CONFLICT ITEM_NOT_IN_CATALOGUE');
    const { data } = await portal.ask('{ powerGrants(region: "320411100", item: "CZ-P001") { totalCount } }');
    expect(data).toEqual({ powerGrants: { totalCount: 0 } });
  });

  test('in a county whose profile binds penalties alone, another item is granted and told as not in it', async () => {
    const to = { grantees: ['320281104-government'], documentNumber: '澄政发〔2026〕8号' };
    const licence = await handDown('320281', { ...to, items: ['CZ-L999'], mode: 'ENTRUSTMENT' });
    expect(licence).toMatchObject([{ status: 'ACTIVE', inCatalogue: false }]);
    expect(await handDown('320281', { ...to, items: ['CZ-P999'] })).toBe('CONFLICT ITEM_NOT_IN_CATALOGUE');
    const penalty = await handDown('320281', { ...to, items: ['CZ-P001'] });
    expect(penalty).toMatchObject([{ status: 'ACTIVE', inCatalogue: true }]);
  });

  test('what is the county’s alone is not handed down', async () => {
    expect(await handDown('320411', { items: ['CZ-R001'] })).toBe('CONFLICT ITEM_RESERVED');
  });
});

describe('a grant has its document and its publication', () => {
  test('it is published before it takes effect, and takes effect from today at the earliest', async () => {
    const items = ['CZ-P200'];
    expect(await handDown('320411', { items, publishedOn: null })).toBe('INVALID GRANT_NOT_PUBLISHED');
    expect(await handDown('320411', { items, publishedOn: '2026-12-02' })).toBe('INVALID GRANT_NOT_PUBLISHED');
    expect(await handDown('320411', { items, documentNumber: ' ' })).toBe('INVALID TEXT_LENGTH');
    expect(await handDown('320411', { items, effectiveFrom: '2026-11-20', publishedOn: '2026-11-01' })).toBe(
      'INVALID GRANT_DAYS',
    );
    const today = await handDown('320411', { items, effectiveFrom: '2026-11-21', publishedOn: '2026-11-21' });
    expect(today).toMatchObject([
      {
        item: { code: 'CZ-P200' },
        grantee: { code: '320411100-government' },
        region: { code: '320411100' },
        mode: 'TRANSFER',
        batch: '2026-1',
        documentNumber: '常政发〔2026〕8号',
        publishedOn: '2026-11-21',
        effectiveFrom: '2026-11-21',
        effectiveTo: null,
        status: 'ACTIVE',
        trialRun: false,
        inCatalogue: true,
      },
    ]);
  });

  test('what a town holds is not granted to it again', async () => {
    expect(await handDown('320411', { items: ['CZ-P200'] })).toBe('CONFLICT ALREADY_GRANTED');
  });

  test('only the establishment office of the place grants, to towns and zones', async () => {
    const items = ['CZ-P300'];
    expect(await handDown('320412', { items }, 'leader')).toBe('FORBIDDEN ROLE_MISSING');
    expect(await handDown('320411', { items }, 'office.320412')).toBe('FORBIDDEN OUTSIDE_TERRITORY');
    expect(await handDown('320412', { items, grantees: ['320412-urban'] })).toBe('INVALID GRANTEE_UNFIT');
    expect(await handDown('320412', { items: [] })).toBe('INVALID GRANT_SIZE');
    expect(await handDown('320412', { items: ['CZ-P300', 'CZ-P300'] })).toBe('INVALID GRANT_SIZE');
    expect(await handDown('320412', { items: ['nothing'] })).toBe('NOT_FOUND ');
  });
});

describe('a trial run', () => {
  const exercise = `query ($on: Date!) { whoMayExercise(item: "CZ-P250", region: "320402100", on: $on) { level reason } }`;
  const confirm = `mutation ($id: ID!, $version: Int!, $publishedOn: Date!) {
    confirmTrialGrant(id: $id, version: $version, documentNumber: "常政发〔2027〕1号", publishedOn: $publishedOn) {
      trialRun effectiveTo documentNumber publishedOn } }`;

  test('ends on its last day, needs no publication yet, and becomes a grant for good by a published decision', async () => {
    const trial = { items: ['CZ-P250'], publishedOn: null, trialUntil: '2027-05-31' };
    expect(await handDown('320402', { ...trial, trialUntil: '2026-11-30' })).toBe('INVALID GRANT_DAYS');
    const granted = await handDown('320402', trial);
    expect(granted).toMatchObject([{ trialRun: true, effectiveTo: '2027-05-31', publishedOn: null }]);
    const [row] = granted as Granted[];
    const on = async (day: string) => (await portal.ask(exercise, { on: day })).data?.['whoMayExercise'];
    expect(await on('2027-05-31')).toEqual({ level: 'TOWN', reason: 'GRANTED' });
    expect(await on('2027-06-01')).toEqual({ level: 'COUNTY', reason: 'NOT_IN_FORCE' });

    const target = { id: row?.id, version: row?.version };
    const as = { as: 'office.320402' };
    const early = await portal.ask(confirm, { ...target, publishedOn: '2026-11-22' }, as);
    expect(early.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID', reason: 'GRANT_NOT_PUBLISHED' });
    const wrong = await portal.ask(confirm, { ...target, publishedOn: '2026-11-21' }, { as: 'leader' });
    expect(wrong.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'ROLE_MISSING' });
    const confirmed = await portal.ask(confirm, { ...target, publishedOn: '2026-11-21' }, as);
    expect(confirmed.data).toEqual({
      confirmTrialGrant: {
        trialRun: false,
        effectiveTo: null,
        documentNumber: '常政发〔2027〕1号',
        publishedOn: '2026-11-21',
      },
    });
    expect(await on('2027-06-01')).toEqual({ level: 'TOWN', reason: 'GRANTED' });
  });

  test('that is over is not confirmed', async () => {
    const [row] = (await handDown('320402', {
      items: ['CZ-P251'],
      publishedOn: null,
      effectiveFrom: '2026-11-21',
      trialUntil: '2026-11-30',
    })) as Granted[];
    const before = portal.clock.moment;
    portal.clock.moment = new Date('2026-11-30T16:00:00Z');
    const late = await portal.ask(
      confirm,
      { id: row?.id, version: row?.version, publishedOn: '2026-11-30' },
      { as: 'office.320402' },
    );
    portal.clock.moment = before;
    expect(late.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'TRIAL_OVER' });
  });
});
