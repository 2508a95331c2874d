import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../../gateway/portal.js';
import { openEventPortal, type EventPortal } from './event-portal.js';

const counties = ['jiangyin', 'taian', 'quzhou'].map((county) => path.join(projectRoot, 'counties', county));

let portal: EventPortal;

beforeAll(async () => {
  portal = await openEventPortal({ environment: { COUNTY_FOLDER: counties.join(',') } });
  for (const county of counties.slice(1)) await portal.onboard(county);
});

afterAll(() => portal.close());

async function platformsOf(region: string, as: string): Promise<Record<string, unknown>[]> {
  const { data } = await portal.ask(
    `query ($code: ID!) { region(code: $code) { platforms { platform total open overdue } } }`,
    { code: region },
    { as },
  );
  return (Object(data?.['region']) as { platforms: Record<string, unknown>[] }).platforms;
}

describe('DI-07: a county’s platforms are its own', () => {
  test.each([
    ['泰安: four platforms', '370911', 'taian.commander', ['综合治理', '市场监管', '综合执法', '便民服务']],
    [
      '衢州: 4 + 2 modules',
      '330825',
      'quzhou.commander',
      ['综治工作', '监管执法', '应急管理', '公共服务', '党建统领', '经济生态'],
    ],
    ['江阴: three platforms', '320281', 'commander', ['管理服务指挥中心', '政务服务中心', '综合执法局']],
  ])('%s, in the order of the profile', async (_name, county, as, expected) => {
    const platforms = await platformsOf(county, as);
    expect(platforms.map(({ platform }) => platform)).toEqual(expected);
    expect(new Set(platforms.map(({ total }) => total))).toEqual(new Set([0]));
  });

  test.each([
    ['taian', { longitude: 117.065, latitude: 35.945 }, '370911110', ['综合治理', '便民服务'], '监管执法'],
    ['quzhou', { longitude: 119.275, latitude: 29.06 }, '330825101', ['应急管理', '党建统领'], '市场监管'],
  ])(
    'in %s events run on its own platforms alone, and are counted by them',
    async (county, place, town, own, other) => {
      const file = async (platform: string, refused = false): Promise<unknown> => {
        const reported = await portal.report(`${county}.officer`, place);
        const accepted = await portal.act(`${county}.dispatcher`, 'acceptEvent', { ...reported });
        const filing = { ...accepted, category: '0204', platform };
        return refused
          ? portal.refusal(`${county}.dispatcher`, 'fileEvent', filing)
          : portal.act(`${county}.dispatcher`, 'fileEvent', filing);
      };
      const [first = '', second = ''] = own;
      for (const platform of [first, first, second]) await file(platform);
      // The same name is good in one county and none in the other.
      expect(await file(other, true)).toBe('INVALID PLATFORM_UNKNOWN');
      const counted = (await platformsOf(town, `${county}.commander`)).filter(({ total }) => total !== 0);
      expect(counted).toEqual([
        { platform: first, total: 2, open: 2, overdue: 0 },
        { platform: second, total: 1, open: 1, overdue: 0 },
      ]);
      // What a caller does not see is not counted.
      expect((await platformsOf(town, 'town.dispatcher')).every(({ total }) => total === 0)).toBe(true);
    },
  );

  test('what has missed a deadline is overdue', async () => {
    const before = portal.clock.moment;
    portal.clock.moment = new Date('2026-11-23T02:00:00Z');
    await portal.settle();
    const platforms = await platformsOf('370911', 'taian.commander');
    expect(platforms).toContainEqual({ platform: '综合治理', total: 2, open: 2, overdue: 2 });
    portal.clock.moment = before;
  });
});
