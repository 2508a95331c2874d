import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../../gateway/portal.js';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { statementsDuring } from '../../support/statements.js';

type Profile = { readonly settings: readonly { readonly key: string }[] };

let portal: TestPortal;

beforeAll(async () => {
  portal = await openPortal();
  await portal.portal.database.administer((run) =>
    run(`insert into kit.county_settings values
      (gen_random_uuid(), '320281', 2, '2026-12-01', 'event.verify', '2wd', '自定：两个工作日', '核查时限', 'Time to verify')`),
  );
  for (const county of ['changzhou', 'jian']) await portal.onboard(path.join(projectRoot, 'counties', county));
});
afterAll(() => portal.close());

describe('a county’s profile', () => {
  test('is public: its version, its first day, and each setting with its basis', async () => {
    const { data, errors } = await portal.ask(
      `{ countyProfile(county: "320281") {
           county { code name } version effectiveFrom settings { key title value basis } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      countyProfile: { county: { code: '320281', name: '江阴市' }, version: 1, effectiveFrom: '2026-01-01' },
    });
    const { settings } = Object(data?.['countyProfile']) as Profile;
    expect(settings).toHaveLength(16);
    expect(settings[0]).toMatchObject({ key: 'calendar.working-hours', title: '工作时间' });
    expect(settings.find(({ key }) => key === 'event.platforms')).toEqual({
      key: 'event.platforms',
      title: '镇街平台(模块)',
      value: '管理服务指挥中心、政务服务中心、综合执法局',
      basis: '镇（街）“三大平台”，《下好集成改革试点「先手棋」》',
    });
  });

  test('speaks the caller’s language', async () => {
    const { data } = await portal.ask(
      '{ countyProfile(county: "320281", version: 2) { settings { title } } }',
      {},
      {
        headers: { 'accept-language': 'en' },
      },
    );
    expect(data).toEqual({ countyProfile: { settings: [{ title: 'Time to verify' }] } });
  });

  test('is of the version in force on the day, and earlier ones stay readable', async () => {
    const versions =
      '{ inForce: countyProfile(county: "320281") { version } first: countyProfile(county: "320281", version: 1) { version settings { key } } }';
    expect((await portal.ask(versions)).data).toMatchObject({ inForce: { version: 1 } });
    const before = portal.clock.moment;
    portal.clock.moment = new Date('2026-12-01T02:00:00Z');
    const { data } = await portal.ask(versions);
    portal.clock.moment = before;
    expect(data).toMatchObject({ inForce: { version: 2 }, first: { version: 1, settings: { length: 16 } } });
  });

  test.each([
    ['county: "999999"', '没有键为「999999」的 CountyProfile。'],
    ['county: "320281", version: 3', '没有键为「320281 3」的 CountyProfile。'],
    ['county: "320281", version: 0', '没有键为「320281 0」的 CountyProfile。'],
  ])('that nobody has (%s) is not found', async (given, message) => {
    const { data, errors } = await portal.ask(`{ countyProfile(${given}) { version } }`);
    expect(data).toEqual({ countyProfile: null });
    expect(errors).toMatchObject([{ message, extensions: { code: 'NOT_FOUND' } }]);
  });

  test('is that of every region in the county, of none above it, and costs one statement for all', async () => {
    const ask = `{ county: region(code: "320281") { profile { version } } town: region(code: "320281104") { profile { version } }
      village: region(code: "320281104001") { profile { version } } city: region(code: "3202") { profile { version } } }`;
    await portal.ask(ask);
    const statements = await statementsDuring(async () => {
      const { data } = await portal.ask(ask);
      expect(data).toMatchObject({
        county: { profile: { version: 1 } },
        town: { profile: { version: 1 } },
        city: { profile: null },
      });
    });
    expect(statements.filter((statement) => statement.includes('county_settings'))).toHaveLength(1);
  });
});

describe('the structure of a town', () => {
  const structure = `query ($town: ID!, $under: ID) { townStructure(town: $town, under: $under) {
    town { name } template { mostOffices offices specialOffices institutions subSections }
    officeCount institutionCount violations { rule subject } } }`;

  interface Violations {
    readonly violations: readonly { readonly rule: string; readonly subject: string }[];
  }

  interface Copied extends Violations {
    readonly town: { readonly code: string };
    readonly differences: readonly { readonly part: string; readonly before: string; readonly after: string }[];
  }

  async function structureOf(town: string, under?: string): Promise<Violations> {
    const { data, errors } = await portal.ask(structure, { town, under });
    expect(errors).toBeUndefined();
    return Object(data?.['townStructure']) as Violations;
  }

  const spoken = ({ violations }: Violations): string[] => violations.map(({ rule, subject }) => `${rule} ${subject}`);

  test('of 一办七局 with 综合保障中心 passes in 常州, and departs in fourteen things from 吉安’s 5+2', async () => {
    const before = portal.clock.moment;
    // From this day the two counties’ profiles say how towns are built.
    expect(spoken(await structureOf('320412120', '360802'))).toEqual([]);
    portal.clock.moment = new Date('2026-12-01T02:00:00Z');
    expect(await structureOf('320412120')).toEqual({
      town: { name: '湟里镇' },
      template: {
        mostOffices: 8,
        offices: [],
        specialOffices: [],
        institutions: ['综合保障中心'],
        subSections: false,
      },
      officeCount: 8,
      institutionCount: 1,
      violations: [],
    });
    expect(spoken(await structureOf('320412120', '360802'))).toEqual([
      'OFFICE_MISSING 经济发展办公室',
      'OFFICE_MISSING 农业农村办公室',
      'OFFICE_MISSING 社会事务办公室',
      'OFFICE_MISSING 应急管理办公室',
      'OFFICE_NOT_PROVIDED 行政审批局',
      'OFFICE_NOT_PROVIDED 建设局',
      'OFFICE_NOT_PROVIDED 经济发展局',
      'OFFICE_NOT_PROVIDED 综合行政执法局',
      'OFFICE_NOT_PROVIDED 组织人事局',
      'OFFICE_NOT_PROVIDED 农村工作局',
      'OFFICE_NOT_PROVIDED 社会事业局',
      'INSTITUTION_MISSING 便民服务中心',
      'INSTITUTION_MISSING 综合行政执法队',
      'INSTITUTION_NOT_PROVIDED 综合保障中心',
    ]);
    expect(await structureOf('360802003')).toMatchObject({ officeCount: 6, institutionCount: 2, violations: [] });
    // 街道 have seven offices in 常州, and the town’s two institutions count as offices there.
    expect(spoken(await structureOf('360802003', '320412'))).toEqual([
      'TOO_MANY_OFFICES 8/7',
      'INSTITUTION_MISSING 综合保障中心',
    ]);
    await portal.portal.database.administer((run) =>
      run(`insert into authority.organizations (id, code, name, short_name, kind, region_code, parent_code, signboards)
        values (gen_random_uuid(), '320412120-ninth-office', '湟里镇第九办', '第九办', 'TOWN_OFFICE', '320412120', '320412120-government', '{}'),
               (gen_random_uuid(), '320412120-section', '湟里镇综合科', '综合科', 'TOWN_OFFICE', '320412120', '320412120-party-office', '{}')`),
    );
    expect(spoken(await structureOf('320412120'))).toEqual(['TOO_MANY_OFFICES 9/8', 'SUB_SECTION 综合科']);
    portal.clock.moment = before;
  });

  const copy = `mutation ($from: ID!, $to: [ID!]!, $number: String!) {
    copyTownTemplate(from: $from, to: $to, documentNumber: $number) {
      town { code } differences { part before after } violations { rule subject } } }`;

  async function refusalOf(given: object, as = 'establishment.office'): Promise<string> {
    const wish = { from: '320281104', to: ['320281001'], number: '澄委发〔2026〕20号', ...given };
    const extensions = (await portal.ask(copy, wish, { as })).errors?.[0]?.extensions;
    return `${extensions?.code} ${extensions?.reason ?? ''}`.trim();
  }

  test('of 徐霞客镇 is copied to sixteen towns: one diff and one list for each, and no organisation changes', async () => {
    const governments = await portal.ask(
      '{ organizations(kind: TOWN_GOVERNMENT, first: 100) { edges { node { code } } } }',
    );
    const { edges } = Object(governments.data?.['organizations']) as { edges: { node: { code: string } }[] };
    const others = edges.map(({ node }) => node.code.slice(0, 9)).filter((code) => /^320281(?!104)/.test(code));
    expect(others).toHaveLength(16);
    const digest = () =>
      portal.portal.database.administer((run) =>
        run(`select md5(string_agg(o::text, '' order by o.code)) as organizations from authority.organizations o`),
      );
    const profile = '{ countyProfile(county: "320281") { version settings { key value } } }';
    const [before, rules] = [await digest(), (await portal.ask(profile)).data];
    const { data, errors } = await portal.ask(
      copy,
      { from: '320281104', to: others, number: '澄委发〔2026〕20号' },
      { as: 'establishment.office' },
    );
    expect(errors).toBeUndefined();
    const { copyTownTemplate: copies } = Object(data) as { copyTownTemplate: Copied[] };
    expect(copies.map(({ town }) => town.code)).toEqual(others);
    for (const { differences } of copies) {
      expect(differences.map(({ part }) => part)).toEqual(['mostOffices', 'offices', 'institutions', 'subSections']);
      expect(differences[0]).toEqual({ part: 'mostOffices', before: 'null', after: '12' });
      expect(differences[2]?.after).toBe('["文化体育服务中心","农业农村服务中心"]');
    }
    const missing = (code: string) => spoken(copies.find(({ town }) => town.code === code) ?? { violations: [] });
    expect(missing('320281001')).toEqual([
      'OFFICE_MISSING 财政和资产管理局',
      'OFFICE_MISSING 纪检监察办公室',
      'OFFICE_MISSING 农村工作局',
    ]);
    expect(missing('320281007')).toEqual(['OFFICE_MISSING 纪检监察办公室']);
    expect(missing('320281100')).toEqual([]);
    expect(copies.filter(({ violations }) => violations.length > 0)).toHaveLength(12);
    expect(spoken(await structureOf('320281001'))).toHaveLength(3);
    expect(spoken(await structureOf('320281104'))).toEqual([]);
    expect([await digest(), (await portal.ask(profile)).data]).toEqual([before, rules]);
  });

  test('that a town was given is what is copied from it, and nothing changes when it is copied again', async () => {
    const { data } = await portal.ask(
      copy,
      { from: '320281001', to: ['320281004'], number: '澄委发〔2026〕21号' },
      { as: 'establishment.office' },
    );
    expect(data).toEqual({
      copyTownTemplate: [
        {
          town: { code: '320281004' },
          differences: [],
          violations: [
            { rule: 'OFFICE_MISSING', subject: '财政和资产管理局' },
            { rule: 'OFFICE_MISSING', subject: '纪检监察办公室' },
          ],
        },
      ],
    });
  });

  test('is copied by the county’s office, to other towns of the county', async () => {
    expect(await refusalOf({}, 'town.leader')).toBe('FORBIDDEN ROLE_MISSING');
    expect(await refusalOf({ from: '320412120', to: ['320412120'] })).toBe('FORBIDDEN OUTSIDE_TERRITORY');
    expect(await refusalOf({ to: ['320412120'] })).toBe('INVALID TEMPLATE_TOWNS');
    expect(await refusalOf({ to: ['320281104'] })).toBe('INVALID TEMPLATE_TOWNS');
    expect(await refusalOf({ to: [] })).toBe('INVALID TEMPLATE_TOWNS');
    expect(await refusalOf({ to: ['320281001', '320281001'] })).toBe('INVALID TEMPLATE_TOWNS');
    expect(await refusalOf({ to: ['320281999'] })).toBe('NOT_FOUND');
    expect(await refusalOf({ from: '320281' })).toBe('NOT_FOUND');
    expect(await refusalOf({ number: ' ' })).toBe('INVALID TEXT_LENGTH');
    const { errors } = await portal.ask(structure, { town: '320281104', under: '3202' });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});
