import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EventDeclaration } from '../../../kit/events/declare-event.js';
import { emit } from '../../../kit/events/emit.js';
import { contextOfModule } from '../../../kit/module/module-context.js';
import licences, { licenceGranted, licenceRevoked } from '../../support/fixtures/licences/index.js';
import { openOffices, type OfficePortal } from './offices.js';

let portal: OfficePortal;
beforeAll(async () => {
  portal = await openOffices();
  await portal.portal.graphs.install([licences]);
  await onboardDistricts(10);
});
afterAll(() => portal.close());

const districts = ['320411', '320402'];

/** Two districts with `count` penalties of 城管 and two of 卫生 each: the first holds ten of 城管, the second nine. */
async function onboardDistricts(count: number): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-domains-'));
  const item = (code: string, district: string, domain: string, category = 'PENALTY', scope = 'TERRITORIAL') =>
    `${code},事项${code},${category},${domain},${district}-urban,《城市市容和环境卫生管理条例》第十七条,${scope},否,ACTIVE`;
  const number = (index: number) => String(index + 1).padStart(2, '0');
  const files: Record<string, string[]> = {
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
      ...districts.flatMap((code) => [
        `${code}-urban,城市管理局,,COUNTY_DEPARTMENT,${code},,,,`,
        `${code}100-government,镇人民政府,,TOWN_GOVERNMENT,${code}100,,,,`,
      ]),
    ],
    'power-items.csv': [
      '事项编码,名称,类别,领域,原实施部门,法律依据,专属范围,简易程序,状态',
      ...districts.flatMap((code) => [
        ...Array.from({ length: count }, (_, index) => item(`${code}-C${number(index)}`, code, '城市管理')),
        item(`${code}-X01`, code, '城市管理', 'PENALTY', 'CROSS_TOWN'),
        item(`${code}-H01`, code, '卫生健康'),
        item(`${code}-H02`, code, '卫生健康'),
        item(`${code}-L01`, code, '城市管理', 'LICENSING'),
        item(`${code}-L02`, code, '卫生健康', 'LICENSING'),
      ]),
    ],
    'power-grants.csv': [
      '事项编码,承接机构,所在区划,方式,批次,文号,公布日期,生效日期,失效日期,状态',
      ...districts.flatMap((code, place) =>
        Array.from(
          { length: 10 - place },
          (_, index) =>
            `${code}-C${number(index)},${code}100-government,${code}100,TRANSFER,1,常政发〔2021〕1号,2021-01-01,2021-02-01,,ACTIVE`,
        ),
      ),
    ],
  };
  try {
    for (const [file, lines] of Object.entries(files)) {
      await writeFile(path.join(folder, file), `${lines.join('\n')}\n`);
    }
    const reports = await portal.onboard(folder);
    expect(reports.flatMap(({ refusals }) => refusals)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function domainsOf(region: string, on?: string): Promise<unknown> {
  const { data, errors } = await portal.ask(
    'query ($code: ID!, $on: Date) { region(code: $code) { delegatedDomains(on: $on) { domain items granted full } } }',
    { code: region, on },
  );
  expect(errors).toBeUndefined();
  return (Object(data?.['region']) as { delegatedDomains: unknown }).delegatedDomains;
}

/** Emits as a module that grants licences does, and lets authority act on it. */
async function say(declaration: EventDeclaration, licence: object): Promise<void> {
  const { database, bus } = portal.portal;
  const outside = contextOfModule('licences', 'test', { database, bus, clock: { now: () => portal.clock.moment } });
  await outside.session.write((session) =>
    emit({ ...outside, session }, declaration, '00000000-0000-4000-8000-000000000013', licence as never),
  );
  await portal.settle();
}

interface Task {
  readonly id: string;
  readonly version: number;
}

async function tasksOf(licence: string, as: string): Promise<readonly (Task & Record<string, unknown>)[]> {
  const { data, errors } = await portal.ask(
    `query ($licence: ID!) { supervisionTasks(licence: $licence) { edges { node {
       id version state occasion domain organization { code } item { code } deadlines { name dueAt } } } } }`,
    { licence },
    { as },
  );
  expect(errors).toBeUndefined();
  const { edges } = Object(data?.['supervisionTasks']) as { edges: { node: Task & Record<string, unknown> }[] };
  return edges.map(({ node }) => node);
}

test('a domain is handed down whole where every item of it is, and in part otherwise', async () => {
  expect(await domainsOf('320411')).toEqual([
    { domain: '卫生健康', items: 2, granted: 0, full: false },
    { domain: '城市管理', items: 10, granted: 10, full: true },
  ]);
  expect(await domainsOf('320402')).toEqual([
    { domain: '卫生健康', items: 2, granted: 0, full: false },
    { domain: '城市管理', items: 10, granted: 9, full: false },
  ]);
  expect(await domainsOf('320411', '2021-01-31')).toMatchObject([{ granted: 0 }, { granted: 0, full: false }]);
  expect(await domainsOf('3204')).toEqual([]);
});

test('penalties of 江阴 lie in twelve domains, of which its towns hold some whole', async () => {
  const domains = (await domainsOf('320281104')) as { domain: string; full: boolean }[];
  expect(domains).toHaveLength(12);
  expect(new Set(domains.map(({ full }) => full)).has(false)).toBe(true);
});

test('a licence is supervised by the town alone where the domain is whole, by both in part, by the department else', async () => {
  const on = { regionCode: '320281104', occurredAt: '2026-11-20T02:00:00.000Z' };
  await say(licenceGranted, { ...on, licenceNumber: 'W1', itemCode: '320411-L01', regionCode: '320411100' });
  await say(licenceGranted, { ...on, licenceNumber: 'W2', itemCode: '320402-L01', regionCode: '320402100' });
  await say(licenceGranted, { ...on, licenceNumber: 'W3', itemCode: '320411-L02', regionCode: '320411100' });
  const supervisors = async (licence: string) => {
    const rows = await portal.portal.database.administer((run) =>
      run(`select organization_code as code, occasion from authority.supervision_tasks
             where licence_number = '${licence}' order by 1`),
    );
    return rows;
  };
  expect(await supervisors('W1')).toEqual([{ code: '320411100-government', occasion: 'GRANTED' }]);
  expect(await supervisors('W2')).toEqual([
    { code: '320402-urban', occasion: 'GRANTED' },
    { code: '320402100-government', occasion: 'GRANTED' },
  ]);
  expect(await supervisors('W3')).toEqual([{ code: '320411-urban', occasion: 'GRANTED' }]);
});

test('the task of the town is the town’s to finish, once, and a licence that is revoked opens another', async () => {
  const licence = {
    licenceNumber: '澄城许〔2026〕7号',
    itemCode: '0101001000',
    regionCode: '320281104',
    occurredAt: '2026-11-20T02:00:00.000Z',
  };
  await say(licenceGranted, licence);
  await say(licenceGranted, licence);
  const granted = await tasksOf(licence.licenceNumber, 'xuxiake');
  expect(granted.map(({ occasion, organization }) => [occasion, organization])).toContainEqual([
    'GRANTED',
    { code: '320281104-government' },
  ]);
  const own = granted.find(({ organization }) => JSON.stringify(organization).includes('320281104-government'));
  // Saturday, 21 November: ten working days end with Friday, 4 December.
  expect(own).toMatchObject({
    state: 'OPEN',
    domain: '城市管理',
    item: { code: '0101001000' },
    deadlines: [{ name: 'first-check', dueAt: '2026-12-04T16:00:00.000Z' }],
  });
  expect(await portal.refusal('market', 'finishSupervision', { ...own, result: '正常。' })).toBe(
    'FORBIDDEN NOT_SUPERVISOR',
  );
  expect(await portal.refusal('chengjiang', 'finishSupervision', { ...own, result: '正常。' })).toBe('NOT_FOUND');
  expect(await portal.refusal('xuxiake', 'finishSupervision', { ...own, result: '' })).toBe('INVALID TEXT_LENGTH');
  const done = await portal.act<object>(
    'xuxiake',
    'finishSupervision',
    { ...own, result: '按许可内容设置。' },
    'result doneAt',
  );
  expect(done).toMatchObject({ state: 'DONE', result: '按许可内容设置。', doneAt: '2026-11-21T02:00:00.000Z' });
  expect(await portal.refusal('xuxiake', 'finishSupervision', { ...done, result: '再次。' })).toBe(
    'CONFLICT WRONG_STATE',
  );

  await say(licenceRevoked, licence);
  const all = await tasksOf(licence.licenceNumber, 'xuxiake');
  expect(all.filter(({ occasion }) => occasion === 'GRANTED')).toHaveLength(granted.length);
  expect(all.filter(({ occasion }) => occasion === 'REVOKED')).toHaveLength(granted.length);
});

test('one more item in a domain that was whole leaves it handed down in part', async () => {
  await onboardDistricts(11);
  expect(await domainsOf('320411')).toMatchObject([{}, { domain: '城市管理', items: 11, granted: 10, full: false }]);
});
