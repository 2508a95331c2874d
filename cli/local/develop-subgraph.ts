import { mkdtemp, rm } from 'node:fs/promises';
import { unwatchFile, watchFile } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GraphQLError, parse } from 'graphql';
import { CannotListen } from '../../gateway/http/server.js';
import { SignedCopies } from '../../gateway/signed-copies.js';
import { createRemoteSource, type RemoteSource } from '../../gateway/sources/remote-source.js';
import type { Source } from '../../gateway/sources/source.js';
import { DoesNotCompose, ServedGraph } from '../../gateway/supergraph/served-graph.js';
import { createLog } from '../../gateway/telemetry/log.js';
import { madeUpAnswer } from '../../gateway/warm-up/made-up-answer.js';
import { Fault } from '../../kit/module/fault.js';
import type { Given, Surroundings } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { currentToken } from '../login/current-token.js';
import { portalOf } from '../portal/which-portal.js';
import { type Proposal, readProposal, schemaFile } from '../subgraph/read-project.js';
import { numberIn } from '../subgraph/read-versions.js';
import { openLocalGateway, type OwnToken } from './local-gateway.js';
import { madeOf, readSupergraph } from './read-supergraph.js';
import { type LocalSubgraph, subgraphsIn } from './subgraphs-in.js';

/** Milliseconds between two looks at the schema's file. */
const between = 300;

/**
 * Serves the own subgraph, live, beside everybody else's on this machine, and composes anew whenever its schema changes, until it
 * is interrupted. A schema that does not compose is told of, and what served before serves on.
 */
export async function developSubgraph(given: Given, at: Surroundings): Promise<number> {
  const { terminal, folder } = at;
  const port = numberIn('port', given.value('port') ?? '4100');
  const mine = await readProposal(given, folder);
  const supergraph = await readSupergraph(given, at);
  const all = await madeOf(given, () => subgraphsIn(supergraph));
  const beside = new Beside(
    all.filter(({ name }) => name !== mine.name),
    given.flag('mock'),
  );
  const kept = await mkdtemp(path.join(tmpdir(), 'yimen-dev-'));
  const copies = SignedCopies.ofThisProcess(kept, createLog('silent'));
  const graphs = new ServedGraph({ copies, overriding: { isInForce: () => false, random: Math.random } });
  try {
    await beside.serve(graphs, mine);
    const gateway = await openLocalGateway(graphs, port, await ownToken(given, at)).catch((error: unknown) => {
      if (error instanceof CannotListen) throw portTaken(error.message);
      throw error;
    });
    tellWhere(`${gateway.origin}/graphql`, mine, beside, at);
    const file = await schemaFile(given, folder);
    let turn = Promise.resolve();
    watchFile(file, { interval: between }, () => {
      turn = turn.then(() => composeAnew(given, at, graphs, beside));
    });
    await interrupted();
    unwatchFile(file);
    await turn;
    await gateway.close();
    terminal.note({ zh: '已停止。', en: 'Stopped.' });
    return exitCodes.done;
  } catch (error) {
    if (error instanceof DoesNotCompose) throw doesNotCompose(error);
    throw error;
  } finally {
    await graphs.close();
    await beside.close();
    await rm(kept, { recursive: true, force: true });
  }
}

/** The subgraphs of others: asked where they are, or made up where they cannot be asked from here. */
class Beside {
  readonly remote: readonly LocalSubgraph[];
  readonly madeUp: readonly LocalSubgraph[];
  readonly #sources = new Map<string, RemoteSource>();

  constructor(others: readonly LocalSubgraph[], mock: boolean) {
    const isAsked = ({ url }: LocalSubgraph): boolean => !mock && /^https?:/.test(url);
    this.remote = others.filter(isAsked);
    this.madeUp = others.filter((each) => !isAsked(each));
  }

  /** Composes the own subgraph with these, and serves that. Throws DoesNotCompose, and then what served before serves on. */
  async serve(graphs: ServedGraph, mine: Proposal): Promise<void> {
    requireReadable(mine.sdl);
    const subgraphs = [...this.remote, ...this.madeUp, mine].map(({ name, url, sdl }) => ({ name, url, sdl }));
    const madeUp = this.madeUp.map(({ name }): Source => ({
      name,
      fetch: async (request) => ({ data: madeUpAnswer(graphs.current.schema, request) }),
    }));
    await graphs.replace({ subgraphs }, [], async () => {
      const asked = [...this.remote, mine].map(({ name, url }) => this.#sourceAt(name, url));
      return new Map([...asked, ...madeUp].map((source) => [source.name, source] as const));
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#sources.values()].map((source) => source.close()));
  }

  #sourceAt(name: string, url: string): Source {
    const known = this.#sources.get(`${name} ${url}`);
    if (known) return known;
    const source = createRemoteSource({ name, url, breaker: false });
    this.#sources.set(`${name} ${url}`, source);
    return source;
  }
}

/** Composition's process would end of a text that is not GraphQL. Throws DoesNotCompose. */
function requireReadable(sdl: string): void {
  try {
    parse(sdl, { noLocation: true });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [at] = error.locations ?? [];
    throw new DoesNotCompose([`${at?.line ?? 1}:${at?.column ?? 1} ${error.message}`]);
  }
}

async function composeAnew(given: Given, at: Surroundings, graphs: ServedGraph, beside: Beside): Promise<void> {
  const begun = performance.now();
  try {
    await beside.serve(graphs, await readProposal(given, at.folder));
    const took = Math.round(performance.now() - begun);
    at.terminal.note({ zh: `已重新合成(${took} 毫秒)。`, en: `Composed anew in ${took} ms.` });
  } catch (error) {
    const fault = error instanceof DoesNotCompose ? doesNotCompose(error) : error;
    if (!(fault instanceof Fault)) throw error;
    at.terminal.note(fault.sentence);
  }
}

/** The token of whoever is logged in, where the graph is a portal's; who never logged in asks as nobody. */
async function ownToken(given: Given, { settings }: Surroundings): Promise<OwnToken> {
  if (given.value('supergraph') !== undefined) return async () => null;
  const portal = await portalOf(given, settings);
  return () => currentToken(settings, portal);
}

function tellWhere(address: string, mine: Proposal, beside: Beside, { terminal }: Surroundings): void {
  const [remote, madeUp] = [beside.remote, beside.madeUp].map((each) => each.map(({ name }) => name));
  const listed = (names: readonly string[] = [], none: string, comma: string): string => names.join(comma) || none;
  terminal.answer(
    { address, live: mine.name, remote, madeUp },
    terminal.in({
      zh: `${address}\n本地:${mine.name}(${mine.url})\n远程:${listed(remote, '无', '、')}\n模拟:${listed(madeUp, '无', '、')}`,
      en: `${address}\nlive: ${mine.name} (${mine.url})\nremote: ${listed(remote, 'none', ', ')}\nmade up: ${listed(madeUp, 'none', ', ')}`,
    }),
  );
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

function doesNotCompose({ reasons }: DoesNotCompose): Fault {
  return new Fault(
    'CONFLICT',
    { zh: `与其他子图不能合成:\n${reasons.join('\n')}`, en: `It does not compose:\n${reasons.join('\n')}` },
    { reason: 'NOT_COMPOSED' },
  );
}

function portTaken(why: string): Fault {
  return new Fault('INVALID', { zh: `本地网关不能监听:${why}`, en: why }, { reason: 'PORT_TAKEN' });
}
