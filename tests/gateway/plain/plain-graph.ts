import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, type GraphQLFormattedError, parse } from 'graphql';
import { readPlainConfig } from '../../../gateway/config.js';
import { openPlainGateway, type PlainGateway, type PlainGatewayParts } from '../../../gateway/plain-gateway.js';
import type { Subgraph } from '../execution/federation.js';

/** What a subgraph's server is asked. */
export interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
}

/** A subgraph of a plain gateway: it answers by its resolvers, or with whatever bytes `answer` gives. */
export interface ServedSubgraph extends Subgraph {
  readonly answer?: (asked: Asked) => RawAnswer | Promise<RawAnswer>;
}

/** An answer as it goes over the wire. */
export interface RawAnswer {
  readonly body: string | Uint8Array;
  readonly type?: string;
  readonly status?: number;
}

/** What a client reads. */
export interface PlainAnswer {
  readonly status: number;
  readonly text: string;
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** A plain gateway in the test's process, over subgraphs that are reached by HTTP. */
export interface PlainGraph {
  readonly gateway: PlainGateway;
  readonly origin: string;
  /** What the subgraphs have been asked, in the order in which it came. */
  readonly requests: (Asked & { readonly subgraph: string; readonly body: string })[];
  ask(query: string, headers?: Readonly<Record<string, string>>): Promise<PlainAnswer>;
  /** Sends a whole request, given as JSON or as its text. */
  post(body: object | string, headers?: Readonly<Record<string, string>>): Promise<PlainAnswer>;
  close(): Promise<void>;
}

const federation =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@requires", ' +
  '"@external", "@provides", "@override", "@interfaceObject", "@inaccessible", "@tag", "@authenticated", ' +
  '"@requiresScopes", "@policy", "@context", "@fromContext", "@cost", "@listSize"])\n';

/** Composes a supergraph of subgraphs at these addresses. */
export function supergraphOf(
  subgraphs: Readonly<Record<string, Subgraph>>,
  urlOf: (name: string) => string = (name) => `http://${name}.invalid/graphql`,
): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, { sdl }]) => ({ name, url: urlOf(name), typeDefs: parse(federation + sdl) })),
  );
  if (errors) throw new AggregateError(errors, errors.join('\n'));
  return supergraphSdl;
}

const quiet = { info() {}, warn() {}, error() {} };

/** Opens a plain gateway on a supergraph that stands in a file, with these settings. */
export async function openOn(
  supergraphSdl: string,
  settings: Readonly<Record<string, string>> = {},
  parts: Partial<PlainGatewayParts> = {},
) {
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-plain-'));
  try {
    const file = path.join(folder, 'supergraph.graphql');
    await writeFile(file, supergraphSdl);
    const config = readPlainConfig({ PORT: '0', SUPERGRAPH_FILE: file, ...settings });
    return await openPlainGateway(config, { log: quiet, clock: { now: () => new Date() }, ...parts });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Serves the subgraphs on loopback and opens a plain gateway over them. */
export async function openPlainGraph(
  subgraphs: Readonly<Record<string, ServedSubgraph>>,
  settings: Readonly<Record<string, string>> = {},
  parts: Partial<PlainGatewayParts> = {},
): Promise<PlainGraph> {
  const requests: PlainGraph['requests'] = [];
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const name = (request.url ?? '').slice(1);
    const body = await readText(request);
    const { query, variables } = JSON.parse(body) as Asked;
    const asked = { query, variables, headers: request.headers };
    requests.push({ ...asked, subgraph: name, body });
    const answered = await answers.get(name)?.(asked);
    response.writeHead(answered?.status ?? 200, { 'content-type': answered?.type ?? 'application/json' });
    response.end(answered?.body);
  };
  const server = createServer((request, response) => void respond(request, response));
  const answers = new Map(Object.entries(subgraphs).map(([name, subgraph]) => [name, answerOf(subgraph)]));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const subgraphOrigin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const closeSubgraphs = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const openGateway = async () =>
    openOn(
      supergraphOf(subgraphs, (name) => `${subgraphOrigin}/${name}`),
      settings,
      parts,
    );
  const gateway = await openGateway().catch(async (refusal: unknown) => {
    await closeSubgraphs();
    throw refusal;
  });
  const post: PlainGraph['post'] = async (body, headers = {}) => {
    const response = await fetch(`${gateway.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return { status: response.status, text, ...(isJson ? (JSON.parse(text) as object) : {}) };
  };
  return {
    gateway,
    origin: gateway.origin,
    requests,
    ask: (query, headers) => post({ query }, headers),
    post,
    close: async () => {
      await gateway.close();
      await closeSubgraphs();
    },
  };
}

function answerOf({ sdl, resolvers, answer }: ServedSubgraph): (asked: Asked) => Promise<RawAnswer> {
  if (answer) return async (asked) => answer(asked);
  const schema = buildSubgraphSchema([{ typeDefs: parse(federation + sdl), resolvers: resolvers ?? {} }]);
  return async ({ query, variables }) => ({
    body: JSON.stringify(await graphql({ schema, source: query, variableValues: variables })),
  });
}
