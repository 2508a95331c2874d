import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { activeGrid, alsoCounty, departments, draftGrid, gridNow, gridPeople, openGrids } from './grid-people.js';
import type { VerbPortal } from '../../support/verb-portal.js';

let portal: VerbPortal;
beforeAll(async () => {
  portal = await openGrids({
    accounts: [
      ...gridPeople,
      {
        username: 'taian',
        roles: ['department_handler'],
        regions: ['370911'],
        organizations: ['370911-urban-management'],
      },
    ],
  });
});
afterAll(() => portal.close());

const lines = ['城管', '环保', '安监', '国土'];

interface Registered {
  readonly code: string;
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

function register(as: string, line: string, given: object = {}): Promise<Registered> {
  const wanted = { grid: draftGrid, line, name: `${line}网格`, overlay: false, ...given };
  return portal.act<Registered>(as, 'registerSpecialisedGrid', wanted, 'code');
}

test('21 departments’ grids become one, and a second net on its ground is refused', async () => {
  const wanted = departments.flatMap((department) => lines.map((line) => ({ department, line }))).slice(0, 21);
  const codes: string[] = [];
  for (const { department, line } of wanted) codes.push((await register(department, line)).code);
  expect(codes).toHaveLength(21);
  expect(codes[0]).toBe('Z320281104200003001');
  expect(
    await portal.refusal('ecology', 'registerSpecialisedGrid', {
      grid: draftGrid,
      line: '环保',
      name: '重复',
      overlay: false,
    }),
  ).toBe('CONFLICT LINE_GRID_ALREADY');

  // 一网覆盖: the grid does not enter service beside them.
  const draft = await gridNow(portal, draftGrid);
  const staffed = await portal.act('town', 'assignGridRole', { ...draft, role: 'LIAISON', staffNumber: 'JY004460' });
  expect(await portal.refusal('town', 'activateGrid', { ...staffed })).toBe('CONFLICT LINE_GRIDS_STANDING');

  const merged = { ...staffed, specialisedGrids: codes };
  expect(await portal.refusal('ecology', 'mergeSpecialisedGrids', merged)).toBe('FORBIDDEN ROLE_MISSING');
  expect(await portal.refusal('other', 'mergeSpecialisedGrids', merged)).toBe('FORBIDDEN OUTSIDE_TERRITORY');
  expect(
    await portal.refusal('town', 'mergeSpecialisedGrids', { ...staffed, specialisedGrids: [...codes, 'Z0'] }),
  ).toBe('INVALID NOT_ON_GRID');
  const one = await portal.act<{ mergedFrom: { code: string; mergedOn: string }[] }>(
    'town',
    'mergeSpecialisedGrids',
    merged,
    'mergedFrom { code mergedOn department { code } timeline { verb toState } } specialisedGrids { code }',
  );
  expect(one).toMatchObject({ specialisedGrids: [] });
  expect(one.mergedFrom).toHaveLength(21);
  expect(one.mergedFrom[0]).toEqual({
    code: 'Z320281104200003001',
    mergedOn: '2026-11-21',
    department: { code: '320281-urban-management' },
    timeline: [
      { verb: 'registerSpecialisedGrid', toState: 'STANDING' },
      { verb: 'mergeIntoGrid', toState: 'MERGED' },
    ],
  });
  expect(await portal.refusal('town', 'mergeSpecialisedGrids', { ...one, specialisedGrids: [codes[0]] })).toBe(
    'INVALID NOT_ON_GRID',
  );

  expect((await portal.act('town', 'activateGrid', { ...one })).state).toBe('ACTIVE');
  const second = { grid: draftGrid, line: '环保', name: '环保网格', overlay: false };
  expect(await portal.refusal('ecology', 'registerSpecialisedGrid', second)).toBe('CONFLICT GRID_ALREADY_ONE');
  expect(await portal.sentence('ecology', 'registerSpecialisedGrid', second)).toBe(
    '综合网格「320281104200003」已在运行,不得再单设「环保」网格;可作为叠加登记。',
  );
  const overlay = await register('ecology', '环保', { overlay: true });
  expect(overlay.state).toBe('OVERLAID');
  expect(
    await portal.refusal('town', 'mergeSpecialisedGrids', {
      ...(await gridNow(portal, draftGrid)),
      specialisedGrids: [overlay.code],
    }),
  ).toBe('INVALID NOT_ON_GRID');
});

test('a department’s grid is given up by that department, with a reason', async () => {
  const overlay = await register('emergency', '安监', { grid: activeGrid, overlay: true });
  expect(await portal.refusal('ecology', 'endSpecialisedGrid', { ...overlay, reason: '不再需要。' })).toBe(
    'FORBIDDEN NOT_OWN_DEPARTMENT',
  );
  expect(await portal.refusal('emergency', 'endSpecialisedGrid', { ...overlay, reason: ' ' })).toBe(
    'INVALID TEXT_LENGTH',
  );
  const ended = await portal.act(
    'emergency',
    'endSpecialisedGrid',
    { ...overlay, reason: '事项已准入综合网格。' },
    'endReason',
  );
  expect(ended).toMatchObject({ state: 'ENDED', endReason: '事项已准入综合网格。' });
});

test('only a department of the place registers, on a basic grid', async () => {
  const given = { grid: activeGrid, line: '安监', name: '安监网格', overlay: true };
  expect(await portal.refusal(undefined, 'registerSpecialisedGrid', given)).toBe('UNAUTHENTICATED LOGIN_MISSING');
  expect(await portal.refusal('town', 'registerSpecialisedGrid', given)).toBe('FORBIDDEN ROLE_MISSING');
  expect(await portal.refusal('emergency', 'registerSpecialisedGrid', { ...given, grid: '320281104' })).toBe(
    'CONFLICT GRID_NOT_BASIC',
  );
  expect(await portal.refusal('emergency', 'registerSpecialisedGrid', { ...given, grid: '1' })).toBe('NOT_FOUND');
});

test('the lines are the county’s: 社会救助 is one in 泰安 and none in 江阴', async () => {
  await alsoCounty(portal, 'taian');
  portal.clock.moment = new Date('2026-12-02T02:00:00Z');
  const wanted = { line: '社会救助', name: '社会救助网格', overlay: true };
  expect(await portal.refusal('civil-affairs', 'registerSpecialisedGrid', { ...wanted, grid: activeGrid })).toBe(
    'INVALID LINE_UNKNOWN',
  );
  const there = await portal.act('taian', 'registerSpecialisedGrid', { ...wanted, grid: '370911110201001' });
  expect(there.state).toBe('OVERLAID');
  expect(await portal.refusal('taian', 'registerSpecialisedGrid', { ...wanted, grid: activeGrid, line: '城管' })).toBe(
    'FORBIDDEN OUTSIDE_TERRITORY',
  );
  portal.clock.moment = new Date('2026-11-21T02:00:00Z');
});
