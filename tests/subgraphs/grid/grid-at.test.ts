import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';
import { statementsDuring } from '../../support/statements.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

async function codeAt(place: Place): Promise<string | undefined> {
  const { data, errors } = await portal.ask(
    'query At($longitude: Float!, $latitude: Float!) { gridAt(longitude: $longitude, latitude: $latitude) { code } }',
    { ...place },
  );
  expect(errors).toBeUndefined();
  return (data?.['gridAt'] as { code: string } | null | undefined)?.code;
}

const between = (one: Place, other: Place): Place => ({
  longitude: (one.longitude + other.longitude) / 2,
  latitude: (one.latitude + other.latitude) / 2,
});

test('a place lies in the lowest grid around it, one that is still being set up included', async () => {
  expect(await codeAt({ longitude: 120.305, latitude: 31.697 })).toBe('320281104200001');
  expect(await codeAt({ longitude: 120.2965, latitude: 31.704 })).toBe('320281104200003');
});

test('a place outside every grid, or outside the world, lies in none', async () => {
  expect(await codeAt({ longitude: 121.4737, latitude: 31.2304 })).toBeUndefined();
  expect(await codeAt({ longitude: 31.697, latitude: 120.305 })).toBeUndefined();
  expect(await codeAt({ longitude: 1e308, latitude: -1e308 })).toBeUndefined();
});

test('a place on a border lies in the grid of the lowest code, and in one in service before one being set up', async () => {
  const border = between(
    { longitude: 120.298045, latitude: 31.697809 },
    { longitude: 120.303744, latitude: 31.705259 },
  );
  expect(await codeAt(border)).toBe('320281104200001');
  // Grid 320281104200003, whose code is lower, is being set up.
  const draft = between({ longitude: 120.288758, latitude: 31.703544 }, { longitude: 120.295735, latitude: 31.698674 });
  expect(await codeAt(draft)).toBe('320281104200006');
});

test('a retired grid has no ground: its places lie in the grid above', async () => {
  const { database } = portal.portal;
  const retire = (state: string) =>
    database.administer((execute) =>
      execute('update grid.grids set state = ? where code = ?', [state, '320281104200001']),
    );
  await retire('RETIRED');
  expect(await codeAt({ longitude: 120.305, latitude: 31.697 })).toBe('320281104200');
  await retire('ACTIVE');
});

test('one statement finds it, by the index of areas', async () => {
  const statements = await statementsDuring(() => codeAt({ longitude: 120.305, latitude: 31.697 }));
  expect(statements).toHaveLength(1);
  const plan = await portal.portal.database.administer((execute) => execute(`explain ${statements[0]}`));
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('Index Scan on grids_area');
});
