import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, type GraphQLSchema, parse } from 'graphql';
import type { Answer, Asking, TestPortal } from '../support/portal.js';

type Resolvers = Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: unknown }>['resolvers'];

/** The head of a schema that a department writes in Federation 2. */
export const head = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@external", "@override", "@authenticated", "@shareable"])\n`;

/** What of an answer these tests look at. */
export type Said = Pick<Answer, 'data' | 'errors'>;

/** A portal as departments know it. */
export interface Door<Told extends Said = Said> {
  ask(query: string, variables?: Readonly<Record<string, unknown>>, asking?: Asking): Promise<Told>;
}

/** A department's own server. */
export interface Department {
  readonly origin: string;
  readonly url: string;
  /** Operations that it was asked, in their order. */
  readonly asked: readonly string[];
  /** Serves another schema at the same address. */
  serve(sdl: string, resolvers?: Resolvers): void;
  /** Answers everything by this instead. */
  answerBy(respond: ((request: IncomingMessage, response: ServerResponse) => void) | null): void;
  close(): Promise<void>;
}

/** Starts a department's server on a port of its own. */
export async function startDepartment(sdl: string, resolvers?: Resolvers): Promise<Department> {
  let schema: GraphQLSchema;
  let instead: ((request: IncomingMessage, response: ServerResponse) => void) | null = null;
  const asked: string[] = [];
  const serve = (next: string, given: Resolvers = {}): void => {
    schema = buildSubgraphSchema({ typeDefs: parse(next), resolvers: given });
  };
  serve(sdl, resolvers);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (namesNoKey(request.headers.authorization)) {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"errors":[{"message":"Who are you?"}]}');
      return;
    }
    const { query, variables } = (await json(request)) as { query: string; variables?: Record<string, unknown> };
    asked.push(query);
    const result = await graphql({ schema, source: query, variableValues: variables });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  };
  const server = createServer((request, response) => {
    if (instead) instead(request, response);
    else void answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The department has no port.');
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    url: `${origin}/graphql`,
    asked,
    serve,
    answerBy: (respond) => {
      instead = respond;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

// As a service refuses that looks the key up by which a token is signed.
function namesNoKey(authorization: string | undefined): boolean {
  const [head] = authorization?.replace(/^Bearer /, '').split('.') ?? [];
  return head !== undefined && !Buffer.from(head, 'base64url').toString().includes('"kid"');
}

/** Lists these origins for departments, in place of those listed so far. */
export async function listAddresses(
  portal: TestPortal,
  addresses: readonly (readonly [organization: string, origin: string])[],
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-addresses-'));
  const lines = addresses.map((row) => row.join(','));
  await writeFile(path.join(folder, 'subgraph-addresses.csv'), ['机构编码,地址', ...lines, ''].join('\n'));
  const [report] = await portal.onboard(folder);
  await rm(folder, { recursive: true });
  if (!report || report.refusals.length > 0) throw new Error(`The addresses were refused: ${JSON.stringify(report)}`);
}

/** A version as these tests ask for it. */
export interface Version {
  readonly id: string;
  readonly version: number;
  readonly number: number;
  readonly state: string;
  readonly owners: readonly string[];
  readonly findings: readonly { readonly rule: string; readonly about: string | null }[];
}

const fields = 'id version number state owners findings { rule about }';

/** What a department publishes. */
export interface Proposal {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
  readonly organization?: string;
  readonly p95Milliseconds?: number;
}

/** Publishes as a demo account. */
export function publish<Told extends Said>(
  portal: Door<Told>,
  proposal: Proposal,
  expectedVersion: number,
  as: string,
): Promise<Told> {
  return portal.ask(
    `mutation ($proposal: ProposalInput!, $expectedVersion: Int!) {
      version: publishSubgraph(proposal: $proposal, expectedVersion: $expectedVersion) { ${fields} }
    }`,
    { proposal, expectedVersion },
    { as },
  );
}

/** Does one of the verbs of a version; where operations of this test would break by it, names them and does it again. */
export async function act<Told extends Said>(
  portal: Door<Told>,
  verb: 'approveVersion' | 'rollbackSubgraph' | 'retireSubgraph',
  version: Pick<Version, 'id' | 'version'>,
  as: string,
): Promise<Told> {
  const answer = await actOnce(portal, verb, version, as, []);
  const details = answer.errors?.[0]?.extensions.details as { findings?: readonly { rule: string; about: string }[] };
  const found = details?.findings ?? [];
  const isBreaking = found.length > 0 && found.every(({ rule }) => rule === 'BREAKS_OPERATION');
  if (verb === 'approveVersion' || !isBreaking) return answer;
  const mayBreak = found.map(({ about }) => about);
  return actOnce(portal, verb, version, as, mayBreak);
}

/** The same, where nothing else may break. */
export function actOnce<Told extends Said>(
  portal: Door<Told>,
  verb: 'approveVersion' | 'rollbackSubgraph' | 'retireSubgraph',
  { id, version }: Pick<Version, 'id' | 'version'>,
  as: string,
  mayBreak: readonly string[],
): Promise<Told> {
  const [declared, sent] = verb === 'approveVersion' ? ['', ''] : [', $mayBreak: [ID!]!', ', mayBreak: $mayBreak'];
  return portal.ask(
    `mutation ($id: ID!, $version: Int!${declared}) { version: ${verb}(id: $id, version: $version${sent}) { ${fields} } }`,
    { id, version, ...(verb === 'approveVersion' ? {} : { mayBreak }) },
    { as },
  );
}

/** The version of an answer; throws with its errors when there is none. */
export function versionOf({ data, errors }: Said): Version {
  const version = data?.['version'] as Version | null | undefined;
  if (!version) throw new Error(JSON.stringify(errors));
  return version;
}

/** Publishes and approves. */
export async function install(portal: Door, proposal: Proposal, expectedVersion: number): Promise<Version> {
  const waiting = versionOf(await publish(portal, proposal, expectedVersion, 'registry.publisher'));
  return versionOf(await act(portal, 'approveVersion', waiting, 'registry.approver'));
}

/** What of an answer's first error programs read. */
export function refusalOf({ errors }: Said): readonly (string | undefined)[] {
  const extensions = errors?.[0]?.extensions;
  return [extensions?.code, extensions?.reason];
}

/** The rules of the findings by which a check failed. */
export function rulesOf({ errors }: Said): readonly string[] {
  const details = errors?.[0]?.extensions.details as { findings?: readonly { rule: string }[] } | undefined;
  return (details?.findings ?? []).map(({ rule }) => rule);
}
