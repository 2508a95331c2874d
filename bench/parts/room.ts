import path from 'node:path';
import { peerContenders, plainGateway, reference, type Contender } from '../contest/contender.js';
import { gatewayPort } from '../contest/arena.js';
import { peerScenario, peerScenarios, type Scenario } from '../contest/scenario.js';
import type { Options } from '../options.js';

/** What every part is given. */
export interface Room {
  readonly options: Options;
  /** The installed peers; null where there are none. */
  readonly peers: string | null;
  /** Folder for logs, scripts and settings, gone at the end. */
  readonly logs: string;
  /** Says something to the person who waits. */
  readonly tell: (sentence: string) => void;
}

/** What a part measured: a table for people and figures for the file; null where it could measure nothing. */
export interface Outcome {
  readonly title: string;
  readonly table: string;
  readonly figures: object;
}

/** The peers' scenarios that are asked for. */
export function chosenPeerScenarios(peers: string, only: readonly string[] | null): Scenario[] {
  const names = peerScenarios.filter((name) => only === null || only.includes(name));
  return names.map((name) => peerScenario(peers, name));
}

/** The peers that are asked for, the reference first, and then `own`. */
export async function contendersOf(
  { peers, options, logs }: Room,
  supergraphFile: string,
  own: Contender = plainGateway,
): Promise<Contender[]> {
  if (peers === null) return [own];
  const names = [reference, ...options.peers.filter((name) => name !== reference)];
  return [...(await peerContenders(peers, names, { supergraphFile, port: gatewayPort + 1, logs })), own];
}

/** The replay server of the peers' folder. */
export function replayOf(peers: string | null): string | null {
  return peers === null ? null : path.join(peers, 'bin/replay');
}
