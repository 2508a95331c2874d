import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { post } from './post.js';
import { type Started, startOnCore } from './start-on-core.js';

/** The core of the gateway, and the one of the load and the subgraphs. */
export const cores = { gateway: 0, others: 1 } as const;

/**
 * The port of the first gateway that is measured; the others have those behind it. Below those that the system gives to whoever connects:
 * who asks such a port before anybody listens there may be connected to itself.
 */
export const gatewayPort = 27_000;

/** Milliseconds to wait for another bench to end. */
const patience = 600_000;

/** Thrown when the machine cannot measure now; its message is for the person who asked. */
export class CannotMeasure extends Error {}

/** Subgraphs that wait for gateways. */
export interface Arena {
  readonly supergraphFile: string;
  readonly logs: string;
  /** CPU time of all subgraphs so far, in seconds. */
  subgraphCpuSeconds(): number;
  close(): Promise<void>;
}

/** A server of subgraphs: what starts it, and a port of its own that answers `path` when it is ready. */
export interface Origin {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly folder?: string;
  readonly port: number;
  readonly path: string;
}

/** How an arena is opened. */
export interface Opening {
  readonly supergraphFile: string;
  readonly logs: string;
  readonly origin: Origin;
  /** The program that answers in the origin's place what it has answered before, and its port; null for none. */
  readonly replay: { readonly program: string; readonly port: number } | null;
}

/** Starts the subgraphs and waits until they answer. Throws CannotMeasure when another bench keeps the ports. */
export async function openArena({ supergraphFile, logs, origin, replay }: Opening): Promise<Arena> {
  for (const port of [gatewayPort, origin.port, ...(replay ? [replay.port] : [])]) await untilFree(port);
  const started: Started[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(started.map((each) => each.stop()));
  };
  const { command, environment, folder } = origin;
  try {
    started.push(startOnCore({ name: 'subgraphs', command, environment, folder, core: cores.others, logs }));
    await answering(`http://127.0.0.1:${origin.port}${origin.path}`, started);
    if (replay) {
      const flags = ['-port', String(replay.port), '-origin', `http://127.0.0.1:${origin.port}`];
      const starting = { name: 'replay', command: [replay.program, ...flags], environment: { GOGC: '400' } };
      started.push(startOnCore({ ...starting, core: cores.others, logs }));
      await answering(`http://127.0.0.1:${replay.port}${origin.path}`, started);
    }
  } catch (error) {
    await close();
    throw error;
  }
  const subgraphCpuSeconds = (): number => started.reduce((total, each) => total + each.cpuSeconds(), 0);
  return { supergraphFile, logs, subgraphCpuSeconds, close };
}

/** The subgraphs of the peers: replayed from memory, or real ones whose CPU counts. */
export function openPeerArena(folder: string, logs: string, kind: 'replayed' | 'real'): Promise<Arena> {
  const replayed = kind === 'replayed';
  const port = replayed ? 47_300 : 47_302;
  return openArena({
    supergraphFile: path.join(folder, replayed ? 'gen/supergraph.graphql' : 'gen/supergraph-node.graphql'),
    logs,
    origin: {
      command: [process.execPath, path.join(folder, 'subgraphs/server.mjs')],
      environment: { PORT: String(port), FED: '2', ...(!replayed && { EXEC: 'jit' }) },
      port,
      path: '/accounts',
    },
    replay: replayed ? { program: path.join(folder, 'bin/replay'), port: 47_200 } : null,
  });
}

async function answering(url: string, started: readonly Started[]): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const dead = started.find(({ hasEnded }) => hasEnded);
    if (dead) throw new Error(`A server of subgraphs ended: ${dead.lastWords()}`);
    if (await post(url, '{"query":"{ __typename }"}')) return;
    await pause(50);
  }
  throw new Error(`${url} did not answer within 20 s.`);
}

/** Another bench ends within minutes, and two at a time measure each other. */
async function untilFree(port: number): Promise<void> {
  const end = performance.now() + patience;
  while (!(await isFree(port))) {
    if (performance.now() > end) throw new CannotMeasure(`Port ${port} stays taken; does another bench run?`);
    await pause(1_000);
  }
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
