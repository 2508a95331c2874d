import { cores, openPeerArena } from '../contest/arena.js';
import { plainGateway } from '../contest/contender.js';
import { startGateway, urlOf } from '../contest/contest.js';
import { press } from '../contest/press.js';
import { probeOf } from '../contest/probe.js';
import { peerScenario } from '../contest/scenario.js';
import { table, type TableCell } from '../table.js';
import type { Outcome, Room } from './room.js';

/** What FAST asks: the memory at the last look is at most so many times that at the second. */
const most = 1.05;

/** Shares of the whole at whose ends memory is looked at: 2, 6 and 10 minutes of 10. */
const shares = [0.2, 0.4, 0.4] as const;

interface Look {
  readonly minutes: number;
  readonly requests: number;
  readonly failed: number;
  readonly megabytes: number;
  readonly used: number;
}

/** Measures the memory of our gateway after minutes of S1 without a pause. Null without the peers, with whom S1 stands. */
export async function measureSoak({ peers, options, logs, tell }: Room, coloured: boolean): Promise<Outcome | null> {
  if (peers === null) return null;
  const arena = await openPeerArena(peers, logs, 'replayed');
  try {
    const probe = probeOf('soak', logs);
    const gateway = await startGateway(plainGateway, arena, probe.environment);
    try {
      const load = { url: urlOf('/graphql'), body: peerScenario(peers, 's1').body, clients: options.clients, logs };
      const looks: Look[] = [];
      for (const share of shares) {
        const seconds = Math.round(options.minutes * 60 * share);
        const { requests, failed } = await press({ ...load, seconds, core: cores.others });
        const { megabytes, used } = await probe.look(gateway);
        const minutes = (looks.at(-1)?.minutes ?? 0) + seconds / 60;
        looks.push({ minutes, requests, failed, megabytes, used });
        tell(`${minutes.toFixed(1)} minutes: ${megabytes.toFixed(0)} MB after a collection`);
      }
      return {
        title: `Memory after minutes of S1 without a pause; the last at most ${most} times the second`,
        table: soakTable(looks, coloured),
        figures: { looks },
      };
    } finally {
      await gateway.stop();
    }
  } finally {
    await arena.close();
  }
}

function soakTable(looks: readonly Look[], coloured: boolean): string {
  const [, second] = looks;
  const rows = looks.map((look): TableCell[] => [
    { text: `${look.minutes.toFixed(1)} minutes` },
    { text: String(look.requests) },
    { text: String(look.failed), holds: look.failed === 0 },
    {
      text: look.megabytes.toFixed(0),
      holds: look === looks.at(-1) && second ? look.megabytes <= most * second.megabytes : undefined,
    },
    { text: look.used.toFixed(0) },
  ]);
  return table(['', 'requests', 'failed', 'MB', 'of its heap'], rows, coloured);
}
