import { openPeerArena } from '../contest/arena.js';
import { hold } from '../contest/contest.js';
import { type Line, summarise } from '../contest/summary.js';
import { contestTable } from './contest-table.js';
import { chosenPeerScenarios, contendersOf, type Outcome, type Room } from './room.js';

/** What FAST asks of S1 to S4. */
const demands = {
  s1: { must: 14, goal: 18, megabytes: 400, first: 40 },
  s2: { must: 12, goal: 18 },
  s3: { must: 9, goal: 12 },
  s4: { must: 9, goal: 12 },
};

/** What the peers' scenarios came to, for whoever compares with them. */
export interface GatewayOutcome extends Outcome {
  readonly lines: readonly Line[];
}

/** Measures S1 to S4 in front of replayed subgraphs. Null without the peers, with whom queries and rows stand. */
export async function measureGateway(room: Room, coloured: boolean): Promise<GatewayOutcome | null> {
  const { peers, options, logs, tell } = room;
  if (peers === null) return null;
  const scenarios = chosenPeerScenarios(peers, options.only);
  if (scenarios.length === 0) return null;
  const arena = await openPeerArena(peers, logs, 'replayed');
  try {
    const contenders = await contendersOf(room, arena.supergraphFile);
    const cells = await hold({ arena, contenders, scenarios, rules: options, tell });
    const lines = summarise(cells);
    return {
      title: 'S1 to S4, subgraphs over HTTP, CPU of the gateway for each request',
      table: contestTable(lines, demands, coloured),
      figures: { lines, cells },
      lines,
    };
  } finally {
    await arena.close();
  }
}
