import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchemaModule } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import {
  type GraphQLFormattedError,
  type GraphQLSchema,
  execute as executeSubgraph,
  lexicographicSortSchema,
  parse,
  printSchema,
} from 'graphql';
import { execute } from '../../../gateway/execution/execute.js';
import { refusedUnder } from '../../../gateway/operation/authorise.js';
import { learn, plannedFor } from '../../../gateway/operation/known-operation.js';
import { operationKey } from '../../../gateway/operation/operation-cache.js';
import { coerceVariables } from '../../../gateway/operation/variables.js';
import { visibleSchema } from '../../../gateway/operation/visible-schema.js';
import { answerIntrospection } from '../../../gateway/planning/introspection.js';
import type { RequestContext } from '../../../gateway/request-context.js';
import type { Source } from '../../../gateway/sources/source.js';
import { buildGraph, type Graph } from '../../../gateway/supergraph/graph.js';
import { type CallerPolicy, verdictOverAll } from '../../../gateway/supergraph/rules.js';
import { anonymous, type Caller } from '../../../kit/identity/caller.js';
import { definePlugin } from '../../../kit/module/define.js';

type Resolvers = NonNullable<GraphQLSchemaModule['resolvers']>;

/** What one request got, and what subgraphs were sent for it. */
export interface Asked {
  readonly data: unknown;
  readonly errors: readonly GraphQLFormattedError[];
  readonly fetched: readonly string[];
}

/** A graph of a test, asked the way that the portal is. */
export interface ProtectedGraph {
  readonly graph: Graph;
  ask(query: string, caller: Caller, variables?: Readonly<Record<string, unknown>>): Promise<Asked>;
  close(): Promise<void>;
}

const imports = '["@key", "@external", "@requires", "@shareable", "@authenticated", "@requiresScopes", "@policy"]';

/** SDL with the federation link that these tests use. */
export function federated(sdl: string): string {
  return `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${imports})\n${sdl}`;
}

/** Composes subgraphs; composition's refusals are thrown in its own words. */
export function compose(subgraphs: Readonly<Record<string, string>>): { supergraphSdl: string; publicSdl: string } {
  const result = composeServices(
    Object.entries(subgraphs).map(([name, sdl]) => ({ name, url: `local:${name}`, typeDefs: parse(sdl) })),
  );
  if (result.errors) throw new Error(result.errors.map(({ message }) => message).join('\n'));
  const api = result.schema.toAPISchema().toGraphQLJSSchema();
  return { supergraphSdl: result.supergraphSdl, publicSdl: printSchema(lexicographicSortSchema(api)) };
}

/** A caller with a login and these scopes. */
export function personWith(...scopes: string[]): Caller {
  return { ...anonymous, kind: 'person', subject: 'p-1', scopes: new Set(scopes) };
}

/** Opens a graph over subgraphs in this process. */
export async function openGraph(
  subgraphs: Readonly<Record<string, { readonly sdl: string; readonly resolvers: Resolvers }>>,
  callerPolicies: Readonly<Record<string, CallerPolicy>>,
): Promise<ProtectedGraph> {
  const composition = compose(
    Object.fromEntries(Object.entries(subgraphs).map(([name, { sdl }]) => [name, federated(sdl)])),
  );
  const fetched: string[] = [];
  const sources = new Map(
    Object.entries(subgraphs).map(([name, { sdl, resolvers }]) => {
      const schema = buildSubgraphSchema([{ typeDefs: parse(federated(sdl)), resolvers }]);
      return [name, sourceOver(name, schema, fetched)];
    }),
  );
  const policies = definePlugin({
    name: 'policies',
    version: '1.0.0',
    title: { zh: '策略', en: 'Policies' },
    callerPolicies,
  });
  const graph = await buildGraph({ digest: 'test', ...composition }, [policies], sources, {
    overriding: { isInForce: () => false, random: Math.random },
    inOrder: true,
  });
  // Apollo Server loads its plug-ins as it starts, which Jest allows only while somebody waits for it.
  await graph.validator.validate('{ __typename }', null);
  return {
    graph,
    async ask(query, caller, variables = {}) {
      fetched.length = 0;
      return { ...(await answer(graph, query, caller, variables)), fetched: [...fetched] };
    },
    close: () => graph.validator.stop(),
  };
}

function sourceOver(name: string, schema: GraphQLSchema, fetched: string[]): Source {
  return {
    name,
    async fetch({ operation, document, variables }) {
      fetched.push(`${name}: ${operation}`);
      const result = await executeSubgraph({ schema, document, variableValues: variables });
      return { data: result.data, errors: result.errors?.map((error) => error.toJSON()) };
    },
  };
}

async function answer(graph: Graph, query: string, caller: Caller, provided: Readonly<Record<string, unknown>>) {
  const known = graph.operations.get(operationKey(query, null), false) ?? (await learned(graph, query));
  const variables = coerceVariables(graph.schema, known, provided);
  const { authorised, plan, introspection } = await plannedFor(graph, known, caller);
  const refused = refusedUnder(authorised, variables.values);
  if (refused.whole) return { data: null, errors: refused.errors.map((error) => error.toJSON()) };
  const visible = visibleSchema(graph.schema, graph.rules, verdictOverAll(graph.rules, graph.callerPolicies, caller));
  const { document, operation } = authorised;
  const result = await execute({
    ...{ schema: graph.schema, document, operation, asked: authorised.shape, plan, variables, sources: graph.sources },
    context: contextOf(caller),
    introspection: introspection && answerIntrospection(visible, introspection, variables.values),
  });
  const errors = [...refused.errors, ...(result.errors ?? [])].map((error) => error.toJSON());
  // The tree has no prototypes; what leaves as JSON is compared.
  return { data: JSON.parse(JSON.stringify(result.data)) as unknown, errors };
}

async function learned(graph: Graph, query: string) {
  const valid = await graph.validator.validate(query, null);
  if ('errors' in valid) throw new Error(valid.errors.map(({ message }) => message).join('\n'));
  const key = operationKey(query, null);
  const known = learn(graph, key, valid, 10);
  graph.operations.set(key, known, query.length, false);
  return known;
}

function contextOf(caller: Caller): RequestContext {
  return {
    ...{ requestId: 'r-1', caller, token: null, language: 'en', purpose: null, explain: false, disclosures: null },
    signal: new AbortController().signal,
    mask: () => ({ message: 'masked' }),
  };
}
