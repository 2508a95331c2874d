import { type Arena, openArena } from '../contest/arena.js';
import { commandOf, type Contender, root } from '../contest/contender.js';

const port = 47_320;

/** Opens one server with every subgraph of a folder of declarations; `first` is the name of one of them. */
export function openSwapArena(graphFolder: string, first: string, logs: string): Promise<Arena> {
  return openArena({
    supergraphFile: '',
    logs,
    origin: {
      command: commandOf('bench/swaps/serve-subgraphs.ts'),
      environment: { PORT: String(port), GRAPH: graphFolder },
      folder: root,
      port,
      path: `/${first}`,
    },
    replay: null,
  });
}

/** The portal's pipeline on those subgraphs, which swaps its graph when it is asked to. */
export function swapping(graphFolder: string): Contender {
  return {
    name: 'yimen-swapping',
    command: commandOf('bench/swaps/serve.ts'),
    environment: { GRAPH: graphFolder, SUBGRAPHS: `http://127.0.0.1:${port}` },
    folder: root,
    path: '/graphql',
  };
}
