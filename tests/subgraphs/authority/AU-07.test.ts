import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { projectRoot } from '../../../gateway/portal.js';
import type { Finding } from '../../../kit/onboarding/read-sheet.js';
import { openPortal, type TestPortal } from '../../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

interface Duty {
  readonly code: string;
  readonly processDrawing: { readonly steps: readonly { readonly sequence: number }[] } | null;
  readonly manual: { readonly points: string } | null;
}

test('each of the 52 items has one drawing, whose steps are numbered from 1, and one manual', async () => {
  const { data, errors } = await portal.ask(
    '{ territorialDuties(first: 100) { edges { node { code processDrawing { steps { sequence } } manual { points } } } } }',
  );
  expect(errors).toBeUndefined();
  const { edges } = Object(data?.['territorialDuties']) as { edges: { node: Duty }[] };
  expect(edges).toHaveLength(52);
  for (const { node } of edges) {
    const numbers = node.processDrawing?.steps.map(({ sequence }) => sequence) ?? [];
    expect([node.code, numbers.length >= 4, numbers]).toEqual([node.code, true, numbers.map((_, index) => index + 1)]);
    expect(node.manual?.points).toMatch(/施工图/);
  }
});

test('opening an item renders its steps in order, with actor and limit', async () => {
  const { data } = await portal.ask(`{ territorialDuty(code: "SD0101") {
    processDrawing { steps { sequence name side actor period } flowchart }
    manual { situations documents }
  } }`);
  expect(data).toEqual({
    territorialDuty: {
      processDrawing: {
        steps: [
          { sequence: 1, name: '巡查发现', side: 'TOWN', actor: '镇（街道）综合网格', period: '1个工作日' },
          { sequence: 2, name: '劝阻上报', side: 'TOWN', actor: '镇（街道）指挥中心', period: '2个工作小时' },
          { sequence: 3, name: '受理响应', side: 'COUNTY', actor: '江阴市自然资源和规划局', period: '4个工作小时' },
          { sequence: 4, name: '现场处置', side: 'COUNTY', actor: '江阴市自然资源和规划局', period: '5个工作日' },
          { sequence: 5, name: '跟踪反馈', side: 'TOWN', actor: '镇（街道）综合网格', period: '2个工作日' },
        ],
        flowchart: [
          'flowchart TB',
          '  subgraph COUNTY["县级部门"]',
          '    s3["3 受理响应<br/>江阴市自然资源和规划局 4个工作小时"]',
          '    s4["4 现场处置<br/>江阴市自然资源和规划局 5个工作日"]',
          '  end',
          '  subgraph TOWN["镇(街)"]',
          '    s1["1 巡查发现<br/>镇（街道）综合网格 1个工作日"]',
          '    s2["2 劝阻上报<br/>镇（街道）指挥中心 2个工作小时"]',
          '    s5["5 跟踪反馈<br/>镇（街道）综合网格 2个工作日"]',
          '  end',
          '  s1 --> s2',
          '  s2 --> s3',
          '  s3 --> s4',
          '  s4 --> s5',
        ].join('\n'),
      },
      manual: {
        situations: '本县范围内违法占用耕地的发现和查处的日常巡查、上报、处置和反馈',
        documents: ['巡查记录', '事项交办单', '处置反馈单'],
      },
    },
  });
});

test('an item without its drawing, with a gap in its steps, or without its manual is refused', async () => {
  const steps = 'duty-process-steps.csv';
  const manuals = 'duty-manuals.csv';
  expect(await refusalsOf(steps, (lines) => lines.filter((line) => !line.startsWith('SD0102,')))).toEqual([
    {
      file: steps,
      line: 0,
      column: '事项编码',
      value: '',
      reason: 'SD0102 of territorial-duties.csv has no line (AU-07)',
    },
  ]);
  expect(await refusalsOf(steps, (lines) => lines.filter((line) => !line.startsWith('SD0101,2,')))).toEqual([
    { file: steps, line: 3, column: '序号', value: '3', reason: 'leaves a gap in the steps of SD0101 (AU-07)' },
  ]);
  expect(await refusalsOf(manuals, (lines) => lines.filter((line) => !line.startsWith('SD0103,')))).toEqual([
    {
      file: manuals,
      line: 0,
      column: '事项编码',
      value: '',
      reason: 'SD0103 of territorial-duties.csv has no line (AU-07)',
    },
  ]);
  expect(
    await refusalsOf(steps, (lines) => lines.map((line) => line.replace(',4wh,', ',soon,')).slice(0, 6)),
  ).toContainEqual({
    file: steps,
    line: 4,
    column: '时限',
    value: 'soon',
    reason: 'must be a period such as 30wmin, 2wh, 5wd or 15d',
  });
});

/** Onboards the duties with one of the files as `spoil` leaves it, and answers why it is refused. */
async function refusalsOf(file: string, spoil: (lines: string[]) => string[]): Promise<readonly Finding[]> {
  const county = path.join(projectRoot, 'counties/jiangyin');
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-processes-'));
  try {
    const lines = (await readFile(path.join(county, file), 'utf8')).trimEnd().split('\n');
    await writeFile(path.join(folder, file), `${spoil(lines).join('\n')}\n`);
    await copyFile(path.join(county, 'territorial-duties.csv'), path.join(folder, 'territorial-duties.csv'));
    const report = (await portal.onboard(folder)).find((each) => each.file === file);
    return report?.refusals ?? [];
  } finally {
    await rm(folder, { recursive: true });
  }
}
