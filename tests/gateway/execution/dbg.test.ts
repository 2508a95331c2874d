import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApolloGateway } from '@apollo/gateway';
import { getOperationAST, parse, type GraphQLFormattedError } from 'graphql';
import { differentialGraph } from './differential-graph.js';
import { localFetch, type Answer, type TestGraph } from './federation.js';
import { generatedQuery, randomFrom } from './generated-operations.js';

import {createRequire} from "node:module"; const require_=createRequire("/work/main/package.json");
const seed = 20_261_121;
const count = 300;

let graph: TestGraph;
let gateway: ApolloGateway;
let apollo: Awaited<ReturnType<ApolloGateway['load']>>;

beforeAll(async () => {
  graph = await differentialGraph();
  gateway = new ApolloGateway({
    supergraphSdl: graph.supergraphSdl,
    buildService: ({ name }) => {
      const schema = graph.schemas.get(name);
      if (!schema) throw new Error(`No subgraph ${name}.`);
      const fetch = localFetch(schema);
      return {
        process: async ({ request }) => {
          const text = request.query ?? '';
          const answer = await fetch({
            kind: getOperationAST(parse(text))?.operation ?? ('query' as never),
            operation: text,
            document: parse(text),
            operationName: undefined,
            variables: request.variables ?? {},
          });
          return answer as never;
        },
      };
    },
  });
  apollo = await gateway.load();
});

afterAll(() => gateway.stop());

// Apollo's gateway says nothing where a subgraph gives no value for a non-null field; this one does, tested elsewhere.
const isAnswered = ({ extensions }: GraphQLFormattedError) => extensions?.['reason'] !== 'VALUE_MISSING';
// Its list indexes count within what a type condition lets through, or read "@". Below a place that a null has taken away
// the specification lets errors be dropped, and which are depends on the order in which a subgraph meets them.
const paths = ({ data, errors }: Answer) => {
  const places = (errors ?? []).filter(isAnswered).map(({ path }) => path ?? []);
  const kept = places.filter((path) => holds(data, path.slice(0, -1)));
  return [...new Set(kept.map((path) => path.map((key) => (isIndex(key) ? '#' : key)).join('.')))].sort();
};
const isIndex = (key: string | number | undefined) => typeof key === 'number' || key === '@';

function holds(value: unknown, [key, ...rest]: readonly (string | number)[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (key === undefined) return true;
  if (Array.isArray(value)) return isIndex(key) && value.some((item) => holds(item, rest));
  return holds((value as Record<string, unknown>)[key], rest);
}

async function askApollo(query: string): Promise<Answer> {
  const document = parse(query);
  const operation = getOperationAST(document);
  const result = await apollo.executor({
    document,
    operation,
    request: { query, variables: {} },
    operationName: null,
    queryHash: createHash('sha256').update(query).digest('hex'),
    context: {},
    source: query,
    metrics: {},
    cache: new Map(),
    schema: apollo.schema,
    logger: console,
  } as never);
  return JSON.parse(JSON.stringify(result));
}

// An error of a reference stands at the entity, whose other fields may well be there.
const pointsAtNull = (data: unknown, { message, path }: GraphQLFormattedError) => {
  let value = data;
  for (const key of path ?? []) value = (value as Record<string, unknown> | null)?.[key] ?? null;
  return value === null || message.startsWith('no file of');
};

test(`${count} generated queries (seed ${seed}) get the data and the errors that Apollo's gateway gives`, async () => {
  const random = randomFrom(seed);
  for (let index = 0; index < count; index += 1) {
    const query = generatedQuery(graph.schema, random, 2 + (index % 3));
    const ours = await graph.ask(query);
    const theirs = await askApollo(query);
    if (!require_("util").isDeepStrictEqual(ours.data,theirs.data)) require_("fs").writeFileSync("/tmp/mm.json", JSON.stringify({query,ours,theirs,requests:graph.requests.map(r=>[r.subgraph,r.operation,r.variables])},null,1));
    expect({ index, query, data: ours.data }).toEqual({ index, query, data: theirs.data });
    // Apollo's gateway loses an error now and then; those that it has must be here, and each must explain a null.
    const missing = paths(theirs).filter((path) => !paths(ours).includes(path));
    const misplaced = ours.errors?.filter((error) => !pointsAtNull(ours.data, error)) ?? [];
    expect({ index, query, missing, misplaced }).toEqual({ index, query, missing: [], misplaced: [] });
  }
}, 60_000);
