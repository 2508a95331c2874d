import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { styleText } from 'node:util';
import { CannotMeasure } from './contest/arena.js';
import { endAll } from './contest/start-on-core.js';
import { type Occasion, keepResults, occasion } from './kept-results.js';
import { help, type Options, type Part, readOptions, WrongOption } from './options.js';
import { measureBlockingOfOurs } from './parts/measure-blocking.js';
import { measureDocking } from './parts/measure-docking.js';
import { measureFaults } from './parts/measure-faults.js';
import { type GatewayOutcome, measureGateway } from './parts/measure-gateway.js';
import { measureInProcess } from './parts/measure-in-process.js';
import { measureInstall } from './parts/measure-install.js';
import { measurePortal } from './parts/measure-portal.js';
import { measureSecond } from './parts/measure-second.js';
import { measureSoak } from './parts/measure-soak.js';
import { measureSubscribers } from './parts/measure-subscribers.js';
import { measureSwaps } from './parts/measure-swaps.js';
import { measureVolume } from './parts/measure-volume.js';
import type { Outcome, Room } from './parts/room.js';
import { peersFolder, whyNoPeers } from './peers-folder.js';

// `npm run bench`: measures the parts that are named, prints a table for each and keeps the figures.
const coloured = process.stdout.isTTY;

function tell(sentence: string): void {
  console.error(process.stderr.isTTY ? styleText('dim', sentence, { stream: process.stderr }) : sentence);
}

function introduce({ machine, cores, node, loadAtStart }: Occasion): void {
  console.log(`${machine}, ${cores} cores, Node ${node}, load at the start ${loadAtStart}`);
}

async function show(part: Part, when: Occasion, outcome: Outcome | null): Promise<void> {
  if (outcome === null) return;
  const file = await keepResults(part, when, outcome.figures);
  const title = coloured ? styleText('bold', outcome.title, { validateStream: false }) : outcome.title;
  console.log(`\n${title}\n${outcome.table}\nkept in ${file}`);
}

async function run(options: Options): Promise<void> {
  const found = peersFolder();
  const reason = whyNoPeers(found);
  if (reason !== null) tell(`${reason} Ours is measured alone, and only what needs nothing of theirs.`);
  const logs = await mkdtemp(path.join(tmpdir(), 'yimen-bench-'));
  const room: Room = { options, peers: reason === null ? found : null, logs, tell };
  let beside: GatewayOutcome | null = null;
  const when = occasion();
  introduce(when);
  try {
    for (const part of options.parts) {
      tell(`${part} …`);
      if (part === 'gateway') await show(part, when, (beside = await measureGateway(room, coloured)));
      if (part === 'second') await show(part, when, await measureSecond(room, coloured, beside?.lines ?? null));
      if (part === 'in-process') await show(part, when, await measureInProcess(room, coloured));
      if (part === 'blocking') await show(part, when, await measureBlockingOfOurs(room, coloured));
      if (part === 'swaps') await show(part, when, await measureSwaps(room, coloured));
      if (part === 'install') await show(part, when, await measureInstall(room, coloured));
      if (part === 'docking') await show(part, when, await measureDocking(room, coloured));
      if (part === 'subscribers') await show(part, when, await measureSubscribers(room, coloured));
      if (part === 'soak') await show(part, when, await measureSoak(room, coloured));
      if (part === 'faults') await show(part, when, await measureFaults(room, coloured));
      if (part === 'portal') await measurePortal();
      if (part === 'volume') await show(part, when, await measureVolume(room, coloured));
    }
  } finally {
    await rm(logs, { recursive: true, force: true });
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
process.on('exit', endAll);

try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) console.log(help);
  else await run(options);
} catch (error) {
  if (!(error instanceof WrongOption || error instanceof CannotMeasure)) throw error;
  console.error(error.message);
  process.exitCode = 2;
} finally {
  // What was given up in its middle has left its processes.
  endAll();
}
