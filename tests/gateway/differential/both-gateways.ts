import { ApolloGateway } from '@apollo/gateway';
import {
  execute,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { openPlanner } from '../../../gateway/planning/open-planner.js';
import { answerOfApollo } from '../../../scripts/compare/two-gateways.js';
import { jsonText } from '../../../gateway/sources/json-text.js';
import { graphOf, type Answer, type Subgraph, type TestGraph } from '../execution/federation.js';
import type { GeneratedOperation } from './operation-generator.js';
import { SeededAnswers, type Weather } from './seeded-answers.js';
import type { SupergraphDraft } from './supergraphs.js';

/** One supergraph behind every gateway that is compared, all before the same subgraphs. */
export interface Contestants {
  readonly draft: SupergraphDraft;
  readonly schema: GraphQLSchema;
  readonly weather: Weather;
  ours(operation: GeneratedOperation): Promise<Answer>;
  /** Our executor on plans of Apollo's planner. */
  oursPlannedByApollo(operation: GeneratedOperation): Promise<Answer>;
  apollo(operation: GeneratedOperation): Promise<Answer>;
  /** One service with the same resolvers, without a federation. */
  undivided(operation: GeneratedOperation): Promise<Answer>;
  close(): Promise<void>;
}

/** Composes a supergraph and opens the gateways on it. */
export async function contestantsOn(draft: SupergraphDraft): Promise<Contestants> {
  const bare = await graphOf(Object.fromEntries(Object.entries(draft.subgraphs).map(([name, sdl]) => [name, { sdl }])));
  const answers = new SeededAnswers(draft, bare.schemas);
  const native = await graphOn(draft, bare, answers);
  const planned = await graphOn(draft, bare, answers, (graph) => openPlanner(graph, 'apollo'));
  const gateway = new ApolloGateway({
    supergraphSdl: native.supergraphSdl,
    buildService: ({ name }) => {
      const schema = native.schemas.get(name);
      if (!schema) throw new Error(`No subgraph ${name}.`);
      return {
        process: async ({ request }) =>
          answered(schema, answers.resolve, parse(request.query ?? ''), request.variables ?? {}) as never,
      };
    },
  });
  const loaded = await gateway.load();
  return {
    draft,
    schema: native.schema,
    weather: answers.weather,
    ours: ({ query, variables }) => native.ask(query, { variables }),
    oursPlannedByApollo: ({ query, variables }) => planned.ask(query, { variables }),
    apollo: async (operation) => ({ data: null, ...(await answerOfApollo(loaded, operation)) }),
    undivided: ({ query, variables }) => answered(native.schema, answers.resolve, parse(query), variables),
    close: () => gateway.stop(),
  };
}

async function graphOn(
  draft: SupergraphDraft,
  bare: TestGraph,
  answers: SeededAnswers,
  open?: Parameters<typeof graphOf>[1],
): Promise<TestGraph> {
  const subgraphs = Object.entries(draft.subgraphs).map(([name, sdl]) => {
    const types = Object.values(bare.schemas.get(name)?.getTypeMap() ?? {});
    const keyed = types.filter(({ astNode, extensionASTNodes }) =>
      [astNode, ...extensionASTNodes].some((node) => node?.directives?.some((one) => one.name.value === 'key')),
    );
    const references = keyed.map((type) => [type.name, { __resolveReference: answers.refer }]);
    const resolvers: Subgraph['resolvers'] = Object.fromEntries(references);
    return [name, { sdl, resolvers }] as const;
  });
  const graph = await graphOf(Object.fromEntries(subgraphs), open);
  for (const [name, schema] of graph.schemas)
    graph.replace(name, ({ document, variables }) => answered(schema, answers.resolve, document, variables));
  return graph;
}

async function answered(
  schema: GraphQLSchema,
  fieldResolver: GraphQLFieldResolver<unknown, unknown>,
  document: DocumentNode,
  variableValues: Readonly<Record<string, unknown>>,
): Promise<Answer & { data: Record<string, unknown> | null }> {
  const result: ExecutionResult = await execute({ schema, document, variableValues, fieldResolver, contextValue: {} });
  return JSON.parse(jsonText(result));
}
