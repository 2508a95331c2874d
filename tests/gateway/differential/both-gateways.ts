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
import type { SubgraphResponse } from '../../../gateway/sources/source.js';
import { graphOf, type Answer, type Subgraph, type TestGraph } from '../execution/federation.js';
import type { GeneratedOperation } from './operation-generator.js';
import { answerDuring, type Outage, outageMessage, Outages, requiredMessage } from './outages.js';
import { SeededAnswers, type Weather } from './seeded-answers.js';
import type { SupergraphDraft } from './supergraphs.js';

/** One supergraph behind every gateway that is compared, all before the same subgraphs. */
export interface Contestants {
  readonly draft: SupergraphDraft;
  readonly schema: GraphQLSchema;
  readonly weather: Weather;
  /** The outage under which an operation can be compared; null where there is none. */
  outageFor(operation: GeneratedOperation, number: number): Outage | null;
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
          (duringOutage(answers, name) as never) ??
          (answered(schema, answers.resolve, parse(request.query ?? ''), request.variables ?? {}) as never),
      };
    },
  });
  const loaded = await gateway.load();
  const outages = new Outages(draft, native.schema, native.schemas);
  const resolveWhole: GraphQLFieldResolver<unknown, unknown> = (source, parameters, context, info) => {
    const { outage } = answers.weather;
    const place = `${info.parentType.name}.${info.fieldName}`;
    if (outage && outages.requires(outage.subgraph, place)) throw new Error(requiredMessage(outage.subgraph));
    if (outage && outages.isOut(outage.subgraph, place)) throw new Error(outageMessage(outage.subgraph));
    return answers.resolve(source, parameters, context, info);
  };
  return {
    draft,
    schema: native.schema,
    weather: answers.weather,
    outageFor: (operation, number) => outages.for(operation, number),
    ours: ({ query, variables }) => native.ask(query, { variables }),
    oursPlannedByApollo: ({ query, variables }) => planned.ask(query, { variables }),
    apollo: async (operation) => ({ data: null, ...(await answerOfApollo(loaded, operation)) }),
    undivided: ({ query, variables }) => answered(native.schema, resolveWhole, parse(query), variables),
    close: () => gateway.stop(),
  };
}

/** Composes a supergraph whose subgraphs answer as the seed has it. */
export async function graphOn(
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
    graph.replace(
      name,
      async ({ document, variables }) =>
        duringOutage(answers, name) ?? answered(schema, answers.resolve, document, variables),
    );
  return graph;
}

function duringOutage({ weather: { outage } }: SeededAnswers, subgraph: string): SubgraphResponse | undefined {
  return outage?.subgraph === subgraph ? answerDuring(outage) : undefined;
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
