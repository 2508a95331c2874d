import { ours, reference } from './contender.js';
import type { Cell } from './contest.js';

/** What the rounds of one contender in one scenario come to. */
export interface Line {
  readonly scenario: string;
  readonly contender: string;
  readonly rounds: number;
  /** Milliseconds of CPU for each request, subgraphs' included where they are counted: median, least, most. */
  readonly cpu: number;
  readonly cpuLeast: number;
  readonly cpuMost: number;
  /** How many times as much the reference costs; null where it was not measured. */
  readonly ratio: number | null;
  /** The same of the least that either cost: other work on the machine adds to a cost and never takes away. */
  readonly ratioOfLeast: number | null;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
  readonly megabytes: number;
  readonly first: number;
  readonly bytes: number;
}

/** Medians over the rounds, a line for each contender in each scenario, in the order in which they were measured. */
export function summarise(cells: readonly Cell[], counted: 'gateway' | 'total' = 'gateway'): Line[] {
  const costOf = (cell: Cell): number => (counted === 'total' ? cell.cpu + cell.subgraphCpu : cell.cpu);
  const scenarios = Map.groupBy(cells, ({ scenario }) => scenario);
  return [...scenarios].flatMap(([scenario, asked]) => {
    const contenders = Map.groupBy(asked, ({ contender }) => contender);
    const compared = contenders.get(reference)?.map(costOf);
    const ratioOf = (pick: (costs: readonly number[]) => number, contender: string, own: readonly number[]) =>
      compared === undefined || contender === reference ? null : pick(compared) / pick(own);
    return [...contenders].map(([contender, own]): Line => {
      const costs = own.map(costOf);
      const medianOf = (pick: (cell: Cell) => number): number => median(own.map(pick));
      return {
        scenario,
        contender,
        rounds: own.length,
        cpu: median(costs),
        cpuLeast: Math.min(...costs),
        cpuMost: Math.max(...costs),
        ratio: ratioOf(median, contender, costs),
        ratioOfLeast: ratioOf((all) => Math.min(...all), contender, costs),
        perSecond: medianOf(({ perSecond }) => perSecond),
        p50: medianOf(({ p50 }) => p50),
        p99: medianOf(({ p99 }) => p99),
        failed: own.reduce((total, { failed }) => total + failed, 0),
        megabytes: medianOf(({ megabytes }) => megabytes),
        first: medianOf(({ first }) => first),
        bytes: own[0]?.bytes ?? 0,
      };
    });
  });
}

/** Our own line of a scenario. */
export function ownLine(lines: readonly Line[], scenario: string): Line | undefined {
  return lines.find((line) => line.scenario === scenario && line.contender === ours);
}

/** The middle one, or what is halfway between the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
