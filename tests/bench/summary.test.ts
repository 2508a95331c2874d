import { describe, expect, test } from '@jest/globals';
import type { Cell } from '../../bench/contest/contest.js';
import { median, ownLine, summarise } from '../../bench/contest/summary.js';
import { contestTable } from '../../bench/parts/contest-table.js';

function cell(contender: string, round: number, cpu: number, subgraphCpu: number): Cell {
  const rest = { perSecond: 100, p50: 1, p99: 2, failed: 0, megabytes: 300, first: 9, bytes: 87_327, share: 1 };
  return { scenario: 's1', contender, round, cpu, subgraphCpu, ...rest };
}

const cells = [
  cell('apollo', 1, 9, 3),
  cell('yimen', 1, 0.6, 0.2),
  cell('apollo', 2, 12, 3),
  cell('yimen', 2, 0.5, 0.1),
  cell('apollo', 3, 8, 3),
  cell('yimen', 3, 0.4, 0.1),
];

describe('what rounds come to', () => {
  test('is the median, which one bad round does not move', () => {
    expect(ownLine(summarise(cells), 's1')).toMatchObject({
      rounds: 3,
      cpu: 0.5,
      cpuLeast: 0.4,
      cpuMost: 0.6,
      ratio: 18,
      ratioOfLeast: 20,
    });
  });

  test('counts the subgraphs where they are counted', () => {
    expect(ownLine(summarise(cells, 'total'), 's1')).toMatchObject({ cpu: 0.6, ratio: 20 });
  });

  test('has no ratio where the reference was not measured', () => {
    const alone = cells.filter(({ contender }) => contender === 'yimen');
    expect(ownLine(summarise(alone), 's1')?.ratio).toBeNull();
  });

  test('is halfway between the two in the middle of an even number of rounds', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  test('is printed with what must hold, and in colour only where a terminal shows it', () => {
    const plain = contestTable(summarise(cells), { s1: { must: 14, goal: 20 } }, false);
    expect(plain.split('\n')).toEqual([
      '    gateway  n  CPU ms    least–most    1/  of least  must  goal  req/s   p50   p99   MB  first ms',
      's1  apollo   3   9.000  8.000–12.000                                100  1.00  2.00  300         9',
      's1  yimen    3   0.500   0.400–0.600  18.0      20.0  14.0    20    100  1.00  2.00  300         9',
    ]);
    const missed = contestTable(summarise(cells), { s1: { must: 20, first: 10 } }, true);
    expect(missed).toContain('\u001b[31m18.0\u001b[39m');
    expect(missed).toContain('\u001b[32m       9\u001b[39m');
  });
});
