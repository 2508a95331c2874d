import { ours } from '../contest/contender.js';
import type { Line } from '../contest/summary.js';
import { table, type TableCell } from '../table.js';

/** What is asked of ours in one scenario. */
export interface Demand {
  /** The least ratio to the reference that it must have, and the one that it should. */
  readonly must: number;
  readonly goal?: number;
  /** The most memory that it may hold afterwards, and the most milliseconds that its first request may take. */
  readonly megabytes?: number;
  readonly first?: number;
}

const headings = ['', 'gateway', 'n', 'CPU ms', 'least–most', '1/', 'of least', 'must', 'goal', 'req/s', 'p50', 'p99'];

/** What a contest came to, with what was asked of ours. */
export function contestTable(
  lines: readonly Line[],
  demands: Readonly<Record<string, Demand>>,
  coloured: boolean,
): string {
  const rows = lines.map((line): TableCell[] => {
    const demand = line.contender === ours ? demands[line.scenario] : undefined;
    return [
      { text: line.scenario },
      { text: line.contender },
      { text: String(line.rounds) },
      { text: line.cpu.toFixed(3) },
      { text: `${line.cpuLeast.toFixed(3)}–${line.cpuMost.toFixed(3)}` },
      atLeast(line.ratio, demand?.must),
      { text: line.ratioOfLeast?.toFixed(1) ?? '' },
      { text: demand?.must.toFixed(1) ?? '' },
      { text: demand?.goal?.toFixed(0) ?? '' },
      { text: line.perSecond.toFixed(0) },
      { text: line.p50.toFixed(2) },
      { text: line.p99.toFixed(2) },
      atMost(line.megabytes, demand?.megabytes),
      atMost(line.first, demand?.first),
      ...(line.failed > 0 ? [{ text: `${line.failed} FAILED`, holds: false }] : []),
    ];
  });
  return table([...headings, 'MB', 'first ms'], rows, coloured);
}

function atLeast(ratio: number | null, must: number | undefined): TableCell {
  if (ratio === null) return { text: '' };
  return { text: ratio.toFixed(1), holds: must === undefined ? undefined : ratio >= must };
}

function atMost(figure: number, most: number | undefined): TableCell {
  return { text: figure.toFixed(0), holds: most === undefined ? undefined : figure <= most };
}
