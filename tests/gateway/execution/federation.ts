import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  buildSchema,
  execute as executeInSubgraph,
  getOperationAST,
  parse,
  print,
  printSchema,
  validate,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { execute, type ExecutionRequest } from '../../../gateway/execution/execute.js';
import { coerceVariables } from '../../../gateway/operation/variables.js';
import { answerIntrospection, splitIntrospection } from '../../../gateway/planning/introspection.js';
import { openPlanner } from '../../../gateway/planning/open-planner.js';
import type { PlannedGraph, Planner } from '../../../gateway/planning/planner.js';
import type { RequestContext } from '../../../gateway/request-context.js';
import type { Source, SubgraphRequest, SubgraphResponse } from '../../../gateway/sources/source.js';
import { jsonText } from '../../../gateway/sources/json-text.js';
import { anonymous } from '../../../kit/identity/caller.js';

type Resolvers = Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: unknown }>['resolvers'];

/** One subgraph of a test's graph: its SDL without the federation link, and its resolvers. */
export interface Subgraph {
  readonly sdl: string;
  readonly resolvers?: Resolvers;
}

/** What a client reads. */
export interface Answer {
  readonly data: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** A composed graph whose subgraphs run in the test's process. */
export interface TestGraph {
  readonly supergraphSdl: string;
  readonly schema: GraphQLSchema;
  readonly schemas: ReadonlyMap<string, GraphQLSchema>;
  /** Every request to a subgraph since the last `ask`, in the order in which they started. */
  readonly requests: (SubgraphRequest & { readonly subgraph: string })[];
  /** Puts another source in a subgraph's place, for a subgraph that fails. */
  replace(name: string, fetch: Source['fetch']): void;
  /** Validates, plans and executes, and reads the answer as JSON. */
  ask(query: string, options?: AskOptions): Promise<Answer>;
  /** The same before it becomes JSON. */
  execute(query: string, options?: AskOptions): ReturnType<typeof execute>;
  /** Validates and plans alone. */
  prepare(query: string, options?: AskOptions): Promise<ExecutionRequest>;
}

export interface AskOptions {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly asked?: string;
  readonly signal?: AbortSignal;
}

const federation =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@requires", ' +
  '"@external", "@provides", "@interfaceObject", "@inaccessible", "@override"])\n';

/** The context of a request that nobody in particular makes. */
export function anonymousContext(signal: AbortSignal = new AbortController().signal): RequestContext {
  return {
    requestId: 'test',
    caller: anonymous,
    token: null,
    language: 'en',
    purpose: null,
    explain: false,
    disclosures: null,
    signal,
    mask: () => ({ message: 'masked', extensions: { code: 'INTERNAL' } }),
  };
}

/** Composes a graph and opens a planner on it, the portal's own unless another is given. */
export async function graphOf(
  subgraphs: Readonly<Record<string, Subgraph>>,
  open: (graph: PlannedGraph) => Planner | Promise<Planner> = openPlanner,
): Promise<TestGraph> {
  const definitions = Object.entries(subgraphs).map(([name, { sdl }]) => ({ name, typeDefs: parse(federation + sdl) }));
  const composition = composeServices(definitions.map((one) => ({ ...one, url: `http://${one.name}.invalid` })));
  if (!composition.supergraphSdl) throw new Error(composition.errors?.join('\n'));
  const { supergraphSdl } = composition;
  const schema = buildSchema(printSchema(Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema()));
  const schemas = new Map(
    definitions.map(({ name, typeDefs }) => [
      name,
      buildSubgraphSchema([{ typeDefs, resolvers: subgraphs[name]?.resolvers ?? {} }]),
    ]),
  );
  const requests: TestGraph['requests'] = [];
  const sources = new Map([...schemas].map(([name, own]) => [name, sourceOf(name, localFetch(own), requests)]));
  const planner = await open({ supergraphSdl, schema });
  const run = async (query: string, options: AskOptions = {}) => {
    requests.length = 0;
    return execute(await requestFor(schema, planner, sources, query, options));
  };
  return {
    supergraphSdl,
    schema,
    schemas,
    requests,
    replace: (name, fetch) => void sources.set(name, sourceOf(name, fetch, requests)),
    ask: async (query, options) => {
      const { data, errors } = await run(query, options);
      return JSON.parse(JSON.stringify({ data, errors }));
    },
    execute: run,
    prepare: (query, options = {}) => requestFor(schema, planner, sources, query, options),
  };
}

/** Answers from a subgraph's schema, as JSON would carry it. */
export function localFetch(schema: GraphQLSchema): (request: SubgraphRequest) => Promise<SubgraphResponse> {
  return async ({ document, variables }) => {
    const result: ExecutionResult = await executeInSubgraph({
      schema,
      document,
      variableValues: variables,
      contextValue: {},
    });
    return JSON.parse(jsonText(result));
  };
}

function sourceOf(name: string, fetch: Source['fetch'], requests: TestGraph['requests']): Source {
  return {
    name,
    fetch: (request, context) => {
      requests.push({ ...request, subgraph: name });
      return fetch(request, context);
    },
  };
}

async function requestFor(
  schema: GraphQLSchema,
  planner: Planner,
  sources: ReadonlyMap<string, Source>,
  query: string,
  { variables, asked, signal }: AskOptions,
): Promise<ExecutionRequest> {
  const granted = parsed(schema, query);
  const { introspection, remainder } = splitIntrospection(granted.document, granted.operation);
  const coerced = coerceVariables(schema, granted, variables);
  return {
    schema,
    ...granted,
    asked: asked === undefined ? undefined : parsed(schema, asked),
    plan:
      remainder &&
      (await planner.plan({ text: print(remainder), operationName: undefined, labels: new Set(), percentage: 100 })),
    variables: coerced,
    sources,
    context: anonymousContext(signal),
    introspection: introspection && answerIntrospection(schema, introspection, coerced.values),
  };
}

function parsed(schema: GraphQLSchema, query: string) {
  const document = parse(query);
  const [error] = validate(schema, document);
  if (error) throw error;
  const operation = getOperationAST(document);
  if (!operation) throw new Error('A test asks one operation.');
  return { document, operation };
}
