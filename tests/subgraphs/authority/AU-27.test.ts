import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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
