import { parseArgs } from 'node:util';
import { peerScenarios } from './contest/scenario.js';
import { faultNames } from './faults/fault-names.js';

/** The parts of the bench, in the order in which they run, and what each measures. */
export const parts = {
  gateway: 'S1 to S4 in front of replayed HTTP subgraphs, beside the peers',
  second: 'a set of our own: unions, interfaces, variables, nulls, errors; 5, 50 and 500 KB',
  'in-process': 'S1 to S4 with the four subgraphs as modules of the portal, beside the peers and Node subgraphs',
  blocking: 'how long S1 to S4 block the event loop',
  swaps: 'a graph of thirteen subgraphs replaced under load: failed requests, delays, memory',
  install: 'a plug-in of the portal: from its folder until its fields answer',
  docking: 'fifteen departments: their checks and installations, and what others feel of them',
  subscribers: 'idle subscribers of the portal over SSE: memory, and how soon one event has reached them all',
  soak: 'memory after minutes of S1 without a pause',
  faults: 'a subgraph at fault in each of its ways: delays of the fields of others, answers after their deadline',
  portal: 'the portal: the five-subgraph question and the first verbs of an event’s life',
  volume:
    'a county’s year of events on a PostgreSQL server: boards, stories, searches and verbs at 50 requests a second',
} as const;

/** One of the parts. */
export type Part = keyof typeof parts;

/** What the command line asks for. */
export interface Options {
  readonly parts: readonly Part[];
  readonly rounds: number;
  readonly seconds: number;
  readonly warm: number;
  readonly clients: number;
  /** How often the graph is swapped. */
  readonly swaps: number;
  readonly subscribers: number;
  /** How long memory is watched. */
  readonly minutes: number;
  /** How long each fault of a subgraph lasts. */
  readonly faultSeconds: number;
  /** Faults that are measured; null for all. */
  readonly faults: readonly string[] | null;
  /** How often the plug-in is installed. */
  readonly installs: number;
  /** Address of the PostgreSQL server’s database that the volume is asked of; null for none. */
  readonly database: string | null;
  /** How long the volume is asked. */
  readonly volumeSeconds: number;
  readonly peers: readonly string[];
  /** Scenarios that are measured; null for all. */
  readonly only: readonly string[] | null;
}

/** Thrown for a command line that cannot be understood; its message is for the person who wrote it. */
export class WrongOption extends Error {}

/** Scenarios of the set of our own. */
export const secondScenarios = ['kb5', 'kb50', 'kb500'] as const;

const scenarios: readonly string[] = [...peerScenarios, ...secondScenarios];

/** What `--help` prints. */
export const help = `npm run bench -- [PART ...] [options]

Parts, all of them unless some are named:
${Object.entries(parts)
  .map(([part, measures]) => `  ${part.padEnd(12)} ${measures}`)
  .join('\n')}

Options:
  --rounds N      rounds of each comparison, of the faults too; medians are printed (3)
  --only A,B      scenarios: ${scenarios.join(', ')} (all)
  --peers A,B     peers beside @apollo/gateway, as peers.mjs names them: hive, hive_rust_planner, hive_router (none)
  --seconds N     seconds of load that are measured (4), up to three times as many where little was answered
  --warm N        seconds of load before (4), up to four times as many on a core with other work
  --clients N     clients at a time (20)
  --swaps N       swaps of the graph (20); memory is looked at after 20, 100 and 200
  --installs N    installations of the plug-in (6)
  --subscribers N idle subscribers (2000)
  --minutes N     minutes of the soak (1; the figure that counts is of 10)
  --fault-seconds N  seconds of each fault of a subgraph, behind a quarter as many without (30)
  --faults A,B    faults of a subgraph, by their names in the table (all)
  --database URL  a database that npm run generate has filled (postgres://…); without it the volume is left out
  --volume-seconds N  seconds for which the volume is asked (180), 240 at most: logins are good for five minutes
  --help          this

The table goes to standard output, progress to standard error, and all figures with date and machine to bench/results/.
Peers, their queries and their rows come from SHARED=DIR (they stand in DIR/bench), or from BENCH_PEERS=DIR, an
installed copy of that folder. Without them ours is measured alone. The graph that is swapped comes from SHARED=DIR
as well (DIR/design/graph). Needs Linux, two cores, taskset and wrk.
`;

const settings = {
  rounds: { type: 'string', default: '3' },
  only: { type: 'string' },
  peers: { type: 'string', default: '' },
  seconds: { type: 'string', default: '4' },
  warm: { type: 'string', default: '4' },
  clients: { type: 'string', default: '20' },
  swaps: { type: 'string', default: '20' },
  installs: { type: 'string', default: '6' },
  subscribers: { type: 'string', default: '2000' },
  minutes: { type: 'string', default: '1' },
  'fault-seconds': { type: 'string', default: '30' },
  faults: { type: 'string' },
  database: { type: 'string' },
  'volume-seconds': { type: 'string', default: '180' },
  help: { type: 'boolean', default: false },
} as const;

/** Reads the command line; null when it asks for help. Throws WrongOption. */
export function readOptions(given: readonly string[]): Options | null {
  const { values, positionals } = parsed(given);
  if (values.help) return null;
  for (const part of positionals) if (!isPart(part)) throw wrong('part', part, Object.keys(parts));
  const named = positionals.filter(isPart);
  const only = values.only === undefined ? null : listed(values.only);
  for (const name of only ?? []) if (!scenarios.includes(name)) throw wrong('scenario', name, scenarios);
  const faults = values.faults === undefined ? null : listed(values.faults);
  for (const name of faults ?? []) if (!faultNames.includes(name)) throw wrong('fault', name, faultNames);
  return {
    parts: (Object.keys(parts) as Part[]).filter((part) => named.length === 0 || named.includes(part)),
    rounds: count('rounds', values.rounds),
    seconds: count('seconds', values.seconds),
    warm: count('warm', values.warm),
    clients: count('clients', values.clients),
    swaps: count('swaps', values.swaps),
    installs: count('installs', values.installs),
    minutes: count('minutes', values.minutes),
    faultSeconds: count('fault-seconds', values['fault-seconds']),
    faults,
    database: values.database ?? null,
    volumeSeconds: count('volume-seconds', values['volume-seconds'], 240),
    subscribers: count('subscribers', values.subscribers, 20_000),
    peers: listed(values.peers),
    only,
  };
}

function parsed(given: readonly string[]) {
  try {
    return parseArgs({ args: [...given], options: settings, allowPositionals: true });
  } catch (cause) {
    // What parseArgs says names the option and is meant for people.
    throw new WrongOption(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function isPart(name: string): name is Part {
  return Object.hasOwn(parts, name);
}

function listed(text: string): string[] {
  return text.split(',').filter((name) => name !== '');
}

function count(option: string, text: string, most = 1_000): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new WrongOption(`--${option} is "${text}"; it must be a whole number from 1 to ${most}.`);
}

function wrong(what: string, given: string, known: readonly string[]): WrongOption {
  return new WrongOption(`There is no ${what} "${given}"; there are ${known.join(', ')}.`);
}
