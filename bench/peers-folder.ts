import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where the peers, their queries and their rows stand: BENCH_PEERS, or `bench` in the folder SHARED; null where neither is set. */
export function peersFolder(): string | null {
  const { BENCH_PEERS, SHARED } = process.env;
  if (BENCH_PEERS) return path.resolve(BENCH_PEERS);
  return SHARED ? path.resolve(SHARED, 'bench') : null;
}

/** What stops the peers from being measured, as a sentence with the command that helps; null where nothing does. */
export function whyNoPeers(folder: string | null): string | null {
  if (folder === null || !existsSync(path.join(folder, 'peers.mjs'))) {
    const where = folder === null ? 'SHARED and BENCH_PEERS are not set' : `${folder} holds no peers.mjs`;
    return `The peers are not part of the project, and ${where}: SHARED=DIR npm run bench, where DIR/bench holds them.`;
  }
  const missing = ['bin/replay', 'peers/apollo/node_modules', 'node_modules'].find(
    (part) => !existsSync(path.join(folder, part)),
  );
  if (missing === undefined) return null;
  return (
    `The peers of ${folder} are not installed (no ${missing}): run (cd ${folder} && sh install.sh), ` +
    'or in a copy of it where it is read-only, and name the copy by BENCH_PEERS=DIR.'
  );
}
