import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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

test('the county is divided into 17, 271 and 1,557 grids', async () => {
  const { data, errors } = await portal.ask(`{
    region(code: "320281") { gridSummary { l1 l2 l3 } }
    first: grids(level: L1_TOWN) { totalCount }
    second: grids(level: L2_VILLAGE) { totalCount }
    third: grids(level: L3_BASIC) { totalCount }
  }`);

  expect(errors).toBeUndefined();
  expect(data).toEqual({
    region: { gridSummary: { l1: 17, l2: 271, l3: 1557 } },
    first: { totalCount: 17 },
    second: { totalCount: 271 },
    third: { totalCount: 1557 },
  });
});

test('a town counts its own grids, and every grid has a town, a community and a grid above', async () => {
  const { data } = await portal.ask(`{
    region(code: "320281104") { gridSummary { l1 l3 } grid { level children { code } } }
    grid(code: "320281104200003") { town { name } community { name } parent { code parent { code parent { code } } } }
  }`);

  expect(data).toMatchObject({
    region: { gridSummary: { l1: 1, l3: 116 }, grid: { level: 'L1_TOWN' } },
    grid: {
      town: { name: '徐霞客镇' },
      community: { name: '金凤村村委会' },
      parent: { code: '320281104200', parent: { code: '320281104', parent: null } },
    },
  });
});

test('a grid is asked for by its code or its id, and not by neither', async () => {
  const ask = (given: string) => portal.ask(`{ grid${given} { id code } }`);
  const { data, errors } = await ask('');
  expect(data).toEqual({ grid: null });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID', reason: 'KEY_MISSING' });
  const byCode = await ask('(code: "320281104200003")');
  const { id } = Object(byCode.data?.['grid']) as { id: string };
  expect((await ask(`(id: "${id}")`)).data).toEqual({ grid: { id, code: '320281104200003' } });
});

test('a grid that overlaps its neighbour is refused, and nothing of the file is loaded', async () => {
  const report = await onboardWith((rows) => {
    const neighbour = rows.get('320281104200001') ?? '';
    rows.set('320281104200002', withBoundaryOf(rows.get('320281104200002') ?? '', neighbour));
  });

  expect(report.refusals[0]).toMatchObject({
    file: 'grids.csv',
    column: '边界',
    reason: 'overlaps grid 320281104200001 (GR-01)',
  });
  expect([report.inserted, report.updated]).toEqual([0, 0]);
});

test('a second-level grid that its grids do not cover is refused', async () => {
  const report = await onboardWith((rows) => rows.delete('320281104200001'));

  expect(report.refusals).toHaveLength(1);
  expect(report.refusals[0]?.column).toBe('边界');
  expect(report.refusals[0]?.reason).toMatch(/^is covered by its grids to \d\d\.\d % only \(GR-01\)$/);
});

/** Onboards the grids as `spoil` leaves them, each line by its code. */
async function onboardWith(spoil: (rows: Map<string, string>) => unknown): Promise<SheetReport> {
  const [heading = '', ...lines] = (await readFile(path.join(projectRoot, 'counties/jiangyin/grids.csv'), 'utf8'))
    .trimEnd()
    .split('\n');
  const rows = new Map(lines.map((line) => [line.split(',')[0] ?? '', line]));
  spoil(rows);
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-grids-'));
  try {
    await writeFile(path.join(folder, 'grids.csv'), [heading, ...rows.values(), ''].join('\n'));
    const report = (await portal.onboard(folder)).find(({ file }) => file === 'grids.csv');
    if (!report) throw new Error('grids.csv was not reported.');
    return report;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function withBoundaryOf(line: string, neighbour: string): string {
  const boundary = /POLYGON \(\([^)]*\)\)/;
  return line.replace(boundary, boundary.exec(neighbour)?.[0] ?? '');
}
