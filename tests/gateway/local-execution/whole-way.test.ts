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

function modulesOf(
  { sources }: { readonly sources: ReadonlyMap<string, Source> },
  { schemas }: { readonly schemas: ReadonlyMap<string, GraphQLSchema> },
): Map<string, Source> {
  const modules = new Map<string, Source>();
  for (const [name, source] of sources) {
    const schema = schemas.get(name);
    if (!schema) throw new Error(`No schema of ${name}.`);
    modules.set(name, moduleOf(source, schema));
  }
  return modules;
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
      const modules = modulesOf(request, graph);
      const expected = await plainly(request);
      const asked = { query, variables, data: expected.data, errors: sorted(expected.errors) };
      for (const sources of [modules, new Map([...modules, besideHttp])]) {
        const { isCompiled, data, errors } = await inProcess({ ...request, sources });
        expect({ query, variables, data, errors: sorted(errors) }).toEqual(asked);
        if (isCompiled) compiled += 1;
      }
    }
    expect(compiled / (count * 2)).toBeGreaterThan(0.15);
  },
  60_000 + operations * 100,
);

test('References of one answer are none of the next, whatever stood in the memory of both', async () => {
  let owners: readonly string[] = [];
  const graph = await graphOf({
    shop: {
      sdl: `
        type Query { items: [Item!]! }
        type Item { owner: Person! }
        type Person @key(fields: "id", resolvable: false) { id: ID! }`,
      resolvers: { Query: { items: () => owners.map((id) => ({ owner: { id } })) } },
    },
    people: {
      sdl: 'type Person @key(fields: "id") { id: ID! name: String }',
      resolvers: { Person: { name: ({ id }: { readonly id: string }) => `Person ${id}` } },
    },
  });
  const request = await graph.prepare('{ items { owner { id name } } }');
  const sources = new Map([...modulesOf(request, graph), besideHttp]);
  for (owners of [
    ['p1', 'p2', 'p3', 'p4'],
    ['p4', 'p3', 'p3', 'p1'],
    ['p2', 'p4', 'p1', 'p2'],
  ])
    expect(await inProcess({ ...request, sources })).toEqual({
      data: { items: owners.map((id) => ({ owner: { id, name: `Person ${id}` } })) },
      errors: [],
      isCompiled: true,
    });
});
