import { openPeerArena } from '../contest/arena.js';
import { type Contender, commandOf, plainGateway } from '../contest/contender.js';
import { hold } from '../contest/contest.js';
import { summarise } from '../contest/summary.js';
import { contestTable } from './contest-table.js';
import { chosenPeerScenarios, contendersOf, type Outcome, type Room } from './room.js';

const portal: Contender = { ...plainGateway, command: commandOf('bench/in-process/serve.ts') };

/** Measures S1 to S4 with the subgraphs as modules of the portal, the peers with real subgraph servers whose CPU counts. */
export async function measureInProcess(room: Room, coloured: boolean): Promise<Outcome | null> {
  const { peers, options, logs, tell } = room;
  if (peers === null) return null;
  const scenarios = chosenPeerScenarios(peers, options.only);
  if (scenarios.length === 0) return null;
  const arena = await openPeerArena(peers, logs, 'real');
  try {
    const contenders = await contendersOf(room, arena.supergraphFile, {
      ...portal,
      environment: { BENCH_PEERS: peers },
    });
    const cells = await hold({ arena, contenders, scenarios, rules: options, tell });
    const lines = summarise(cells, 'total');
    return {
      title: 'The same with the subgraphs in process, CPU of gateway and subgraphs together',
      table: contestTable(lines, { s1: { must: 20, goal: 28 } }, coloured),
      figures: { lines, cells },
    };
  } finally {
    await arena.close();
  }
}
