import { expect, test } from '@jest/globals';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { executeLocally } from '../../../gateway/sources/local-execution/execute-locally.js';
import { LocalObject, plainObject } from '../../../gateway/sources/local-execution/local-object.js';
import type { LocalAnswer, Source, SubgraphRequest } from '../../../gateway/sources/source.js';
import { randomFrom } from '../../support/seeded-random.js';
import { operations, seed } from '../../support/soak.js';
import { inProcess, plainly } from '../compiled/both-ways.js';
import { graphOn } from '../differential/both-gateways.js';
import { generatedOperation } from '../differential/operation-generator.js';
import { SeededAnswers } from '../differential/seeded-answers.js';
import { type SupergraphDraft, supergraphs } from '../differential/supergraphs.js';
import { graphOf } from '../execution/federation.js';

const everyHole = 4;

async function openedOn(draft: SupergraphDraft) {
  const bare = await graphOf(Object.fromEntries(Object.entries(draft.subgraphs).map(([name, sdl]) => [name, { sdl }])));
  const answers = new SeededAnswers(draft, bare.schemas);
  const graph = await graphOn(draft, bare, answers);
  for (const schema of graph.schemas.values()) resolveBy(answers, schema);
  return { graph, weather: answers.weather };
}

function resolveBy({ resolve }: SeededAnswers, schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()))
    if (isObjectType(type) && !type.name.startsWith('__'))
      for (const field of Object.values(type.getFields())) field.resolve ??= resolve;
}

/** A source that executes a subgraph as a module of this process. */
function moduleOf(source: Source, schema: GraphQLSchema): Source {
  const read = ({ data, errors }: LocalAnswer) => ({
    data: data instanceof LocalObject ? plainObject(data) : data,
    errors,
  });
  const run = async ({ document, operationName, variables }: SubgraphRequest): Promise<LocalAnswer> => {
    const given = {
      schema,
      document,
      operationName,
      variableValues: variables,
      contextValue: {},
      rootValue: undefined,
    };
    const { data, errors } = await executeLocally(given);
    return { data, errors: errors?.map((error) => error.toJSON()) };
  };
  return {
    name: source.name,
    fetch: async (request) => read(await run(request)),
    local: { execute: run, read },
  };
}

const unasked = (): never => {
  throw new Error('Nobody asks it.');
};

// Where there is a source over HTTP, answers are made of bytes.
const besideHttp: readonly [string, Source] = [
  'unasked',
  { name: 'unasked', fetch: unasked, http: { send: unasked, read: unasked } },
];

// Fetches at the same time end in any order.
function sorted(errors: unknown): string[] {
  return (errors as readonly unknown[]).map((error) => JSON.stringify(error)).sort();
}

test.each(supergraphs.map((draft) => [draft.name, draft] as const))(
  `generated operations over modules of "%s" get the plain executor's answer over graphql-js (SEED=${seed})`,
  async (_name, draft) => {
    const { graph, weather } = await openedOn(draft);
    const random = randomFrom(seed + 1);
    const count = Math.ceil(operations / supergraphs.length);
    let compiled = 0;
    for (let number = 0; number < count; number += 1) {
      const { query, variables } = generatedOperation(graph.schema, random);
      weather.salt = number;
      weather.holes = draft.mayMiss && number % everyHole === everyHole - 1;
      const request = await graph.prepare(query, { variables });
      const modules = [...request.sources].map(([name, source]) => {
        const schema = graph.schemas.get(name);
        if (!schema) throw new Error(`No schema of ${name}.`);
        return [name, moduleOf(source, schema)] as const;
      });
      const expected = await plainly(request);
      const asked = { query, variables, data: expected.data, errors: sorted(expected.errors) };
      for (const sources of [new Map(modules), new Map([...modules, besideHttp])]) {
        const { isCompiled, data, errors } = await inProcess({ ...request, sources });
        expect({ query, variables, data, errors: sorted(errors) }).toEqual(asked);
        if (isCompiled) compiled += 1;
      }
    }
    expect(compiled / (count * 2)).toBeGreaterThan(0.15);
  },
  60_000 + operations * 100,
);
