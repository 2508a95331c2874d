import { hold } from '../contest/contest.js';
import { type Line, ownLine, summarise } from '../contest/summary.js';
import { openSecondArena, secondScenariosNamed } from '../second/arena.js';
import { contestTable } from './contest-table.js';
import { contendersOf, type Outcome, replayOf, type Room } from './room.js';

/** Of S1's ratio, which nothing that holds only for its schemas may make. */
const share = 2 / 3;

/** Measures the set of our own; without the peers ours alone. `beside` are the lines of S1 to S4 of the same run. */
export async function measureSecond(
  room: Room,
  coloured: boolean,
  beside: readonly Line[] | null,
): Promise<Outcome | null> {
  const { peers, options, logs, tell } = room;
  const scenarios = secondScenariosNamed(options.only);
  if (scenarios.length === 0) return null;
  const arena = await openSecondArena(replayOf(peers), logs);
  try {
    const contenders = await contendersOf(room, arena.supergraphFile);
    const lines = summarise(await hold({ arena, contenders, scenarios, rules: options, tell }));
    const first = ownLine(beside ?? [], 's1')?.ratio ?? null;
    const demand = first === null ? undefined : { must: first * share };
    const demands = demand ? Object.fromEntries(scenarios.map(({ name }) => [name, demand])) : {};
    const sizes = new Map(
      lines.map(({ scenario, bytes }) => [scenario, `${scenario} ${(bytes / 1_000).toFixed(1)} kB`]),
    );
    return {
      title:
        `A second set (${[...sizes.values()].join(', ')})` +
        (first === null ? '' : `; the must is two thirds of S1's ratio, ${first.toFixed(1)}`),
      table: contestTable(lines, demands, coloured),
      figures: { lines, ratioOfS1: first },
    };
  } finally {
    await arena.close();
  }
}
