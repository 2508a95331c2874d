import { openPeerArena } from '../contest/arena.js';
import { plainGateway } from '../contest/contender.js';
import { measureBlocking } from '../contest/loop-delay.js';
import { table, type TableCell } from '../table.js';
import { chosenPeerScenarios, type Outcome, type Room } from './room.js';

/** The longest, in milliseconds, that one operation may block the loop, in 999 looks of 1,000. */
const bound = 10;

/** Measures how long S1 to S4 block our event loop, a probe in the measured process. */
export async function measureBlockingOfOurs(
  { peers, options, logs }: Room,
  coloured: boolean,
): Promise<Outcome | null> {
  if (peers === null) return null;
  const scenarios = chosenPeerScenarios(peers, options.only);
  if (scenarios.length === 0) return null;
  const arena = await openPeerArena(peers, logs, 'replayed');
  try {
    const { clients, seconds } = options;
    const lines = await measureBlocking(plainGateway, scenarios, arena, { clients: [1, clients], seconds });
    // With several clients one turn of the loop serves many operations, so nothing is asked of it.
    const asked = (milliseconds: number, count: number): TableCell => ({
      text: milliseconds.toFixed(2),
      holds: count === 1 ? milliseconds <= bound : undefined,
    });
    const rows = lines.map(({ scenario, clients: count, elapsed, worked }): TableCell[] => [
      { text: scenario },
      { text: String(count) },
      { text: worked.p50.toFixed(2) },
      { text: worked.p99.toFixed(2) },
      asked(worked.p999, count),
      { text: worked.most.toFixed(2) },
      { text: elapsed.p99.toFixed(2) },
      asked(elapsed.p999, count),
    ]);
    const headings = ['', 'clients', 'CPU p50', 'p99', 'p99.9', 'most', 'clock p99', 'p99.9'];
    return {
      title: `Blocking of the event loop in ms after 20 sights; with one client p99.9 must be at most ${bound}`,
      table: table(headings, rows, coloured),
      figures: { lines },
    };
  } finally {
    await arena.close();
  }
}
