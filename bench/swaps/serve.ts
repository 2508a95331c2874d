import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { anonymous } from '../../kit/identity/caller.js';
import { readConfig } from '../../gateway/config.js';
import { graphqlRoom } from '../../gateway/http/graphql-room.js';
import { RequestIntake } from '../../gateway/http/request-intake.js';
import { PortalServer, type Room } from '../../gateway/http/server.js';
import { OpenStreams } from '../../gateway/http/streams/open-streams.js';
import { TokenWatch } from '../../gateway/identity/token-watch.js';
import { openDocuments } from '../../gateway/operation/documents.js';
import { Pipeline } from '../../gateway/pipeline.js';
import { createRemoteSource } from '../../gateway/sources/remote-source.js';
import { stopOnSignal } from '../../gateway/stop-on-signal.js';
import { SignedCopies } from '../../gateway/signed-copies.js';
import { ServedGraph } from '../../gateway/supergraph/served-graph.js';
import { createLog } from '../../gateway/telemetry/log.js';
import { type DeclaredSubgraph, declaredSubgraphs } from './declared-subgraphs.js';

// The subgraphs of the folder GRAPH behind the portal's own pipeline, for callers without a login. `POST /swap` registers
// a changed schema of one of them: a field more than before, which the next swap takes away again.
const folder = await mkdtemp(path.join(tmpdir(), 'yimen-bench-'));
const { limits, documents, logLevel, host, port } = readConfig({ ...process.env, NODE_ENV: 'development' });
const log = createLog(logLevel);
const origin = process.env['SUBGRAPHS'] ?? '';
const declared = await declaredSubgraphs(process.env['GRAPH'] ?? '');
const sources = new Map(
  declared.map(({ name }) => [name, createRemoteSource({ name, url: `${origin}/${name}`, sharing: false })] as const),
);
const copies = SignedCopies.ofThisProcess(folder, log);
const graphs = new ServedGraph({ copies, overriding: { isInForce: () => false, random: Math.random } });

async function serve(subgraphs: readonly DeclaredSubgraph[]): Promise<void> {
  const request = { subgraphs: subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `${origin}/${name}` })) };
  await graphs.replace(request, [], async () => sources);
}

let swaps = 0;
const swapRoom: Room = {
  accepts: (place) => place === '/swap',
  respond: async (_request, response) => {
    const begun = performance.now();
    const changed = swaps % declared.length;
    swaps += 1;
    const field = `\nextend type Query { "A field that comes and goes." swap${swaps}: Int }\n`;
    await serve(declared.map((each, place) => (place === changed ? { ...each, sdl: each.sdl + field } : each)));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ field: `swap${swaps}`, milliseconds: performance.now() - begun }));
  },
};

await serve(declared);
const pipeline = new Pipeline({
  graphs,
  clock: { now: () => new Date() },
  host: null,
  limits,
  introspection: 'all',
  documents: await openDocuments(documents),
  tokens: new TokenWatch(async () => {}, log),
  explainToAll: true,
});
const intake = new RequestIntake({
  identify: async () => ({ caller: anonymous, token: null }),
  log,
  deadline: limits.deadline,
  rates: null,
  proxies: 0,
});
const open = new OpenStreams(limits.sockets);
const server = await PortalServer.listen(host, port);
server.open([graphqlRoom({ pipeline, intake, open, log, origins: new Set() }, limits), swapRoom]);
stopOnSignal(async () => {
  await open.close();
  await server.close();
  await graphs.close();
  await Promise.all([...sources.values()].map((source) => source.close()));
  await rm(folder, { recursive: true, force: true });
});
