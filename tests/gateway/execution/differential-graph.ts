import { defaultFieldResolver, execute, parse, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { graphOf, type Answer, type TestGraph } from './federation.js';

// Everything a resolver gives follows from the entity's number: nulls, errors and holes come out the same in every run.
const numberOf = ({ id }: { id: string }) => Number(id.slice(1));
const sometimes = (value: unknown, entity: { id: string }, every: number, name: string) => {
  if (numberOf(entity) % every === every - 1) throw new Error(`${name} of ${entity.id}`);
  return numberOf(entity) % every === every - 2 ? null : value;
};
const town = (n: number) => ({ __typename: 'Town', id: `t${n}` });
const village = (n: number) => ({ __typename: 'Village', id: `v${n}` });
const officer = (n: number) => ({ __typename: 'Officer', id: `o${n}` });
const same = (entity: unknown) => entity;

const subgraphs = { places: places(), staff: staff(), scores: scores(), cases: cases() };

/** A graph of four subgraphs whose fields hold, miss or refuse their values by rule. */
export function differentialGraph(): Promise<TestGraph> {
  return graphOf(subgraphs);
}

/** Answers a query from the same resolvers as if they were one service without a federation. */
export async function answerUndivided(schema: GraphQLSchema, query: string): Promise<Answer> {
  const fields = new Map<string, GraphQLFieldResolver<unknown, unknown>>();
  for (const { resolvers } of Object.values(subgraphs))
    for (const [type, ofType] of Object.entries(resolvers))
      for (const [field, resolve] of Object.entries(ofType)) {
        // The first subgraph is the one that knows all of a shared field.
        const key = `${type}.${field}`;
        if (!fields.has(key)) fields.set(key, resolve as GraphQLFieldResolver<unknown, unknown>);
      }
  // What this field requires of another subgraph stands at hand here: null where `people` is null or fails.
  fields.set('Village.officersNeeded', (village) => {
    const number = numberOf(village as { id: string });
    return number % 4 < 2 ? number : null;
  });
  const answer = await execute({
    schema,
    document: parse(query),
    fieldResolver: (source, parameters, context, info) => {
      const resolve = fields.get(`${info.parentType.name}.${info.fieldName}`) ?? defaultFieldResolver;
      return resolve(source, parameters, context, info);
    },
  });
  return JSON.parse(JSON.stringify(answer));
}

function places() {
  return {
    sdl: `
      type Query { town(n: Int!): Town towns: [Town!]! places: [Place] strict: Village! grid: [[Village]] anything: [Any!] }
      interface Place { id: ID! name: String }
      union Any = Town | Village
      type Town implements Place @key(fields: "id") { id: ID! name: String villages: [Village!]! code: Int! @shareable size: Size @shareable }
      type Village implements Place @key(fields: "id") { id: ID! name: String town: Town! people: Int }
      type Size @shareable { length: Int width: Int! }
    `,
    resolvers: {
      Query: {
        town: (_: unknown, { n }: { n: number }) => town(n),
        towns: () => [1, 2, 3, 4, 5, 1].map(town),
        places: () => [town(1), null, village(2), village(6), town(7)],
        strict: () => village(3),
        grid: () => [[village(1), null], null, [village(5), village(1)], []],
        anything: () => [village(4), town(2)],
      },
      Town: {
        __resolveReference: same,
        name: (one: { id: string }) => sometimes(`Town ${one.id}`, one, 5, 'name'),
        villages: (one: { id: string }) => [numberOf(one) * 2, numberOf(one) * 2 + 1].map(village),
        code: (one: { id: string }) => numberOf(one) * 100,
        size: (one: { id: string }) => sometimes({ length: 2, width: 3 }, one, 6, 'size'),
      },
      Village: {
        __resolveReference: same,
        name: (one: { id: string }) => `Village ${one.id}`,
        town: (one: { id: string }) => town(Math.floor(numberOf(one) / 2)),
        people: (one: { id: string }) => sometimes(numberOf(one) * 10, one, 4, 'people'),
      },
    },
  };
}

function staff() {
  return {
    sdl: `
      type Query { officers: [Officer] }
      type Officer @key(fields: "id") { id: ID! name: String! home: Village place: Place }
      interface Place { id: ID! }
      type Town implements Place @key(fields: "id") { id: ID! mayor: Officer mayorStrict: Officer! }
      type Village implements Place @key(fields: "id") {
        id: ID!
        people: Int @external
        officers: [Officer!]
        officersNeeded: Int @requires(fields: "people")
      }
    `,
    resolvers: {
      Query: { officers: () => [officer(1), null, officer(2), officer(4), officer(1)] },
      Officer: {
        __resolveReference: same,
        name: (one: { id: string }) => sometimes(`Officer ${one.id}`, one, 7, 'officer'),
        home: (one: { id: string }) => village(numberOf(one)),
        place: (one: { id: string }) => (numberOf(one) % 2 ? town(numberOf(one)) : village(numberOf(one))),
      },
      Town: {
        __resolveReference: same,
        mayor: (one: { id: string }) => sometimes(officer(numberOf(one)), one, 5, 'mayor'),
        mayorStrict: (one: { id: string }) => officer(numberOf(one) + 1),
      },
      Village: {
        __resolveReference: same,
        officers: (one: { id: string }) => sometimes([officer(numberOf(one)), officer(9)], one, 5, 'officers'),
        officersNeeded: (one: { people: number | null }) => (one.people === null ? null : one.people / 10),
      },
    },
  };
}

function scores() {
  return {
    sdl: `
      type Query { best: Town }
      type Town @key(fields: "id") { id: ID! score: Int scoreStrict: Int! code: Int! @shareable size: Size @shareable }
      type Size @shareable { width: Int! }
      type Officer @key(fields: "id") { id: ID! score: Int ranks: [Int!] }
    `,
    resolvers: {
      Query: { best: () => town(4) },
      Town: {
        __resolveReference: same,
        score: (one: { id: string }) => sometimes(numberOf(one), one, 4, 'score'),
        scoreStrict: (one: { id: string }) => sometimes(numberOf(one), one, 5, 'strict score'),
        code: (one: { id: string }) => numberOf(one) * 100,
        size: (one: { id: string }) => sometimes({ width: 3 }, one, 6, 'size'),
      },
      Officer: {
        __resolveReference: same,
        score: (one: { id: string }) => numberOf(one),
        ranks: (one: { id: string }) => [1, numberOf(one) === 2 ? null : 2],
      },
    },
  };
}

function cases() {
  return {
    sdl: `
      type Query { open(n: Int!): [Case!] }
      union Subject = Officer | Village
      type Case @key(fields: "id") { id: ID! subject: Subject officer: Officer! costs(n: Int!): Float }
      type Officer @key(fields: "id") { id: ID! cases: [Case!]! }
      type Village @key(fields: "id") { id: ID! cases(n: Int!): [Case] }
    `,
    resolvers: {
      Query: { open: (_: unknown, { n }: { n: number }) => [1, 2, 3].map((one) => ({ id: `c${one + n}` })) },
      Case: {
        __resolveReference: same,
        subject: (one: { id: string }) => (numberOf(one) % 2 ? officer(numberOf(one)) : village(numberOf(one))),
        officer: (one: { id: string }) => sometimes(officer(numberOf(one)), one, 5, 'officer of case'),
        costs: (one: { id: string }, { n }: { n: number }) => numberOf(one) + n / 2,
      },
      Officer: { __resolveReference: same, cases: (one: { id: string }) => [{ id: `c${numberOf(one)}` }] },
      Village: {
        __resolveReference: same,
        cases: (one: { id: string }, { n }: { n: number }) => [{ id: `c${numberOf(one) + n}` }, null],
      },
    },
  };
}
