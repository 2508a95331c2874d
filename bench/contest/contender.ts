import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { writeFileSync } from 'node:fs';

/** One address, or one account, makes all the load; it is counted all the same. */
export const loadOfOne = { RATE_CALLER: '10000000', RATE_CLIENT: '10000000' } as const;

/** A gateway that is measured. */
export interface Contender {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** Where it answers POST. */
  readonly path: string;
  /** A port of its own; `gatewayPort` when left out. */
  readonly port?: number;
}

/** What every contender is told. */
export interface Place {
  readonly supergraphFile: string;
  /** The port of the first; the others have those behind it. */
  readonly port: number;
  /** Folder for settings files. */
  readonly logs: string;
}

/** The name of the contender that the others are compared with. */
export const reference = 'apollo';

/** The name of our own. */
export const ours = 'yimen';

/** The project's own folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A TypeScript file of the project, started as the commands of package.json start theirs. */
export function commandOf(file: string): readonly string[] {
  const imports = ['./scripts/environment.mjs', './scripts/typescript.mjs'].flatMap((each) => ['--import', each]);
  // As `npm start` and `npm run gateway` do.
  return [process.execPath, '--min-semi-space-size=16', '--v8-pool-size=0', ...imports, file];
}

/** Our own gateway in front of subgraphs over HTTP: what `npm run gateway` starts, without npm before it. */
export const plainGateway: Contender = {
  name: ours,
  command: commandOf('gateway/plain.ts'),
  // What is measured is what each request costs: clients that ask the same at the same time must not share it.
  environment: { SUBGRAPH_SHARING: 'off' },
  folder: root,
  path: '/graphql',
};

interface Peer {
  readonly cmd: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly path: string;
  /** A settings file, and the variable that names it. */
  readonly config?: { readonly env: string; readonly text: string };
}

/** The peers of the folder by the names that it gives them. Throws for a name that it does not know. */
export async function peerContenders(folder: string, names: readonly string[], place: Place): Promise<Contender[]> {
  const { peers } = (await import(pathToFileURL(path.join(folder, 'peers.mjs')).href)) as {
    readonly peers: Readonly<Record<string, Peer>>;
  };
  return names.map((name, index) => {
    const port = place.port + index;
    const fill = (text: string): string =>
      text.replaceAll('$SUPERGRAPH_FILE', place.supergraphFile).replaceAll('$PORT', String(port));
    const peer = peers[name];
    if (!peer) throw new Error(`There is no peer "${name}"; there are ${Object.keys(peers).join(', ')}.`);
    const settings = peer.config && { file: path.join(place.logs, `${name}.yaml`), ...peer.config };
    if (settings) writeFileSync(settings.file, fill(settings.text));
    return {
      name,
      command: peer.cmd.map(fill),
      environment: { ...peer.env, ...(settings && { [settings.env]: settings.file }) },
      folder: peer.cwd,
      path: peer.path,
      port,
    };
  });
}
