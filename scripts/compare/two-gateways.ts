import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ApolloGateway } from '@apollo/gateway';
import { prettyFormatQueryPlan } from '@apollo/query-planner';
import { getOperationAST, GraphQLError, parse, type GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../../gateway/request-context.js';
import { jsonText } from '../../gateway/sources/json-text.js';
import type { Source } from '../../gateway/sources/source.js';
import { withoutSecurityLinks } from '../../gateway/supergraph/security-links.js';

/** What a client reads, and the plan behind it as people read it. */
export interface Explained {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly plan: string;
}

/** What both gateways are asked. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Asks a gateway of ours at its address, with the plan. Rejects for an answer that is not JSON. */
export async function askOurs(origin: string, question: Question, token: string | null): Promise<Explained> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      'x-query-plan': '1',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(question),
  });
  const body = (await response.json()) as Omit<Explained, 'plan'> & { extensions?: { queryPlan?: unknown } };
  return { data: body.data, errors: body.errors, plan: JSON.stringify(body.extensions?.queryPlan ?? null, null, 2) };
}

/** Asks Apollo's gateway over the same subgraphs. It enforces no `@authenticated`, `@requiresScopes` or `@policy`. */
export async function askApollo(
  supergraphSdl: string,
  sources: ReadonlyMap<string, Source>,
  { query, variables }: Question,
  context: RequestContext,
): Promise<Explained> {
  let plan = 'none';
  const gateway = new ApolloGateway({
    supergraphSdl: withoutSecurityLinks(supergraphSdl),
    buildService: ({ name }) => ({
      process: async ({ request }) => (await askSource(sources, name, request, context)) as never,
    }),
    experimental_didResolveQueryPlan: ({ queryPlan }) => (plan = prettyFormatQueryPlan(queryPlan)),
  });
  const loaded = await gateway.load();
  try {
    const { data, errors } = await answerOfApollo(loaded, { query, variables });
    return { data, errors, plan };
  } catch (thrown) {
    // What its planner refuses is its answer.
    return { errors: [new GraphQLError(String(thrown)).toJSON()], plan };
  } finally {
    await gateway.stop();
  }
}

/** Runs one operation on an Apollo gateway that is loaded, as Apollo Server would, and reads the answer as JSON. */
export async function answerOfApollo(
  { executor, schema }: Awaited<ReturnType<ApolloGateway['load']>>,
  { query, variables }: Question,
): Promise<Omit<Explained, 'plan'> & { readonly extensions?: Readonly<Record<string, unknown>> }> {
  const document = parse(query);
  const result = await executor({
    document,
    operation: getOperationAST(document),
    request: { query, variables },
    operationName: null,
    queryHash: createHash('sha256').update(query).digest('hex'),
    context: {},
    source: query,
    metrics: {},
    cache: new Map(),
    schema,
    logger: console,
  } as never);
  return JSON.parse(jsonText(result));
}

async function askSource(
  sources: ReadonlyMap<string, Source>,
  name: string,
  { query = '', variables, operationName }: { query?: string; variables?: object; operationName?: string },
  context: RequestContext,
) {
  const source = sources.get(name);
  const document = parse(query);
  const operation = getOperationAST(document, operationName);
  if (!source || !operation) throw new Error(`Apollo's gateway asks subgraph "${name}" what it cannot answer.`);
  const asked = { kind: operation.operation, operation: query, document, operationName, variables: { ...variables } };
  return source.fetch(asked, context);
}

/** Whether two answers have equal data, and errors at the same places. */
export function areAlike(one: Explained, other: Explained): boolean {
  return isDeepStrictEqual(one.data ?? null, other.data ?? null) && isDeepStrictEqual(placesOf(one), placesOf(other));
}

function placesOf({ errors }: Explained): string[] {
  return [...new Set((errors ?? []).map(({ path }) => JSON.stringify(path ?? [])))].sort();
}
