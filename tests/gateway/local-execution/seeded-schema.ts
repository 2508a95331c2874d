import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  GraphQLError,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  type GraphQLSchema,
  parse,
  responsePathAsArray,
} from 'graphql';
import { Fault } from '../../../kit/module/fault.js';
import { randomFrom } from '../../support/seeded-random.js';

const sdl = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  scalar Anything
  scalar Code
  enum Colour { RED GREEN }
  input Where { colour: Colour = RED, codes: [Code!], deep: Where, limit: Int = 3 }
  interface Named { id: ID!, name: String, friend: Named, friends(first: Int = 2): [Named] }
  type Person implements Named @key(fields: "id") {
    id: ID!, name: String, friend: Named, friends(first: Int = 2): [Named]
    age: Int, height: Float, isTall: Boolean!, colour: Colour, code: Code, anything: Anything
    things: [Thing!], matrix: [[Int]!], strictMatrix: [[Int!]!]!, best: Thing!, echo(where: Where, text: String!, list: [Int!]): String
  }
  type Robot implements Named @key(fields: "id") {
    id: ID!, name: String, friend: Named, friends(first: Int = 2): [Named]
    maker: Person!, model: String!, parts: [[Thing]], method(n: Int): Int, lazy: String
  }
  type Stone @key(fields: "id") { id: ID!, weight: Float!, beside: [Stone!]!, echo(colour: Colour! = GREEN, code: Code): String }
  union Thing = Person | Robot | Stone
  type Query { person(id: ID = "1"): Person, people(first: Int): [Person!]!, thing: Thing, things: [Thing], named: Named!, stone: Stone! }
  type Mutation { paint(colour: Colour!): Person, turn: Int! }
  type Subscription { changed: Thing }
`);

/** What resolvers do beside answering values. */
export interface Behaviour {
  /** How many of a hundred results are null, thrown, an Error, or of a wrong type. */
  readonly faults: number;
  /** How many of a hundred results are promised. */
  readonly promises: number;
}

interface Item {
  readonly seed: number;
  readonly kind: string;
  /** What a module calls an entity; the reference says what it is. */
  readonly __typename?: string;
}

const kinds = ['Person', 'Robot', 'Stone'] as const;

/** A schema whose resolvers answer by the seed of their object and the field alone, whoever executes them. */
export function seededSchema(behaviour: Behaviour, calls: string[]): GraphQLSchema {
  const made = (kind: string, seed: number): Item => itemOf(kind, seed, behaviour);
  const valueOf = (type: string, seed: number): unknown => {
    const items = (of: (each: number) => unknown): unknown[] =>
      Array.from({ length: seed % 4 }, (_, n) => of(seed * 7 + n));
    const one = (each: number): Item => made(kinds[each % 3] ?? 'Stone', each);
    const values: Readonly<Record<string, () => unknown>> = {
      id: () => (seed % 2 ? `i${seed}` : seed),
      text: () => (seed % 9 === 0 ? seed : `text ${seed}`),
      int: () => (seed % 5 === 0 ? String(seed % 50) : (seed % 100) - 50),
      float: () => (seed % 3 === 0 ? seed / 7 : seed),
      boolean: () => (seed % 6 === 0 ? 1 : seed % 2 === 0),
      colour: () => (seed % 2 ? 'red' : 'GREEN'),
      code: () => `c${seed}`,
      anything: () => ({ list: [seed, { deep: null }], text: 'x' }),
      matrix: () => items((each) => Array.from({ length: each % 3 }, (_, n) => n)),
      Person: () => made('Person', seed),
      Stone: () => made('Stone', seed),
      Named: () => made(seed % 2 ? 'Person' : 'Robot', seed),
      Thing: () => one(seed),
      Things: () => (seed % 8 === 0 ? new Set(items(one)) : items((each) => unsettled(one(each), each, behaviour))),
      People: () => items((each) => made('Person', each)),
      Stones: () => (seed > 5_000_000 ? [] : items((each) => made('Stone', each))),
      NamedList: () => items((each) => made(each % 2 ? 'Person' : 'Robot', each)),
      parts: () => items((each) => [one(each), null, one(each + 1)]),
    };
    return (values[type] ?? (() => null))();
  };
  const field =
    (name: string, type: string) =>
    (source: Item | undefined, args: Record<string, unknown>, context: unknown, info: GraphQLResolveInfo): unknown => {
      calls.push(JSON.stringify([args, context, described(info)]));
      // What a resolver does to its arguments is its own affair.
      args['changed'] = true;
      return result(
        () => valueOf(type, mixed(source?.seed ?? 1, name)),
        mixed(source?.seed ?? 1, `${name}!`),
        behaviour,
      );
    };
  const echo = (source: Item, args: Record<string, unknown>): string => {
    const text = JSON.stringify([args, source.__typename]);
    for (const value of Object.values(args)) if (Array.isArray(value)) value.push(1);
    args['where'] = 'changed';
    return text;
  };
  const resolved = {
    id: field('id', 'id'),
    friend: field('friend', 'Named'),
    friends: field('friends', 'NamedList'),
  };
  const types = {
    Anything: new GraphQLScalarType({ name: 'Anything' }),
    Code: new GraphQLScalarType({
      name: 'Code',
      serialize: (value) => {
        if (String(value).endsWith('7'))
          throw new GraphQLError('Code cannot say this.', { extensions: { code: 'ODD' } });
        return String(value).endsWith('3') ? null : `<${String(value)}>`;
      },
      parseValue: (value) => {
        if (value === 'bad') throw new GraphQLError('Code cannot be bad.');
        return { code: value };
      },
      parseLiteral: (node) => ('value' in node ? { code: node.value } : undefined),
    }),
    Colour: { RED: 'red', GREEN: 'GREEN' },
    Named: { __resolveType: ({ kind, seed }: Item) => unsettled(seed % 31 === 0 ? 'Stone' : kind, seed, behaviour) },
    Thing: { __resolveType: ({ kind, seed }: Item) => (seed % 37 === 0 ? undefined : kind) },
    Person: {
      ...resolved,
      age: field('age', 'int'),
      colour: field('colour', 'colour'),
      anything: field('anything', 'anything'),
      things: field('things', 'Things'),
      matrix: field('matrix', 'matrix'),
      strictMatrix: field('strictMatrix', 'matrix'),
      best: field('best', 'Thing'),
      echo,
      __resolveReference: ({ id }: { id: string }) =>
        result(() => misnamed(made('Person', Number(id))), Number(id), behaviour),
    },
    Robot: {
      ...resolved,
      maker: field('maker', 'Person'),
      parts: field('parts', 'parts'),
      __isTypeOf: ({ kind, seed }: Item) => unsettled(kind === 'Robot' && seed % 41 !== 0, seed, behaviour),
      __resolveReference: async ({ id }: { id: string }) =>
        result(() => made('Robot', Number(id)), Number(id), behaviour),
    },
    Stone: { id: field('id', 'id'), beside: field('beside', 'Stones'), echo },
    Query: {
      person: field('person', 'Person'),
      people: field('people', 'People'),
      thing: field('thing', 'Thing'),
      things: field('things', 'Things'),
      named: field('named', 'Named'),
      stone: field('stone', 'Stone'),
    },
    Mutation: { paint: field('paint', 'Person'), turn: field('turn', 'int') },
    Subscription: { changed: field('changed', 'Thing') },
  };
  return buildSubgraphSchema({ typeDefs: sdl, resolvers: types as never });
}

function described({ path, returnType, fieldNodes, fragments, variableValues, ...info }: GraphQLResolveInfo): unknown {
  const { parentType, fieldName, operation, rootValue } = info;
  const nodes = fieldNodes.map(({ alias, name }) => [alias?.value, name.value]);
  const said = [
    String(returnType),
    String(parentType),
    fieldName,
    nodes,
    operation.operation,
    rootValue,
    path.typename,
  ];
  return [responsePathAsArray(path), ...said, Object.keys(fragments), Object.keys(variableValues), Object.keys(info)];
}

/** An object whose plain properties are read without a resolver. */
function itemOf(kind: string, seed: number, behaviour: Behaviour): Item {
  const property = (name: string, value: unknown): unknown => {
    const odd = mixed(seed, name);
    return odd % 100 < behaviour.faults ? [null, undefined, new Error(`No ${name}`), { odd: true }][odd % 4] : value;
  };
  const promised = (value: unknown): unknown => unsettled(value, seed, behaviour);
  const item: Item & Record<string, unknown> = { seed, kind };
  item['name'] = property('name', promised(`name ${seed}`));
  item['height'] = property('height', seed / 3);
  item['isTall'] = property('isTall', seed % 2 === 0);
  item['code'] = property('code', `c${seed}`);
  item['model'] = property('model', promised(`m${seed}`));
  item['weight'] = property('weight', promised(seed / 4));
  item['method'] = ({ n }: { n?: number }): number => (n ?? 0) + (seed % 10);
  item['lazy'] = function (this: Item, _args: unknown, context: unknown): string {
    if (seed % 11 === 0) throw new Error('Too lazy.');
    return `${this.seed} ${JSON.stringify(context)}`;
  };
  return item;
}

function misnamed(item: Item): Item {
  return item.seed % 4 === 0 ? { ...item, __typename: 'Stone' } : item;
}

function result(value: () => unknown, odd: number, behaviour: Behaviour): unknown {
  const random = randomFrom(odd);
  const isFaulty = random() * 100 < behaviour.faults;
  const isPromised = random() * 100 < behaviour.promises;
  const kind = Math.floor(random() * 6);
  const answer = (): unknown => {
    if (!isFaulty) return value();
    if (kind === 0) throw new Error(`Broken ${odd}`);
    if (kind === 1) throw new Fault('CONFLICT', { zh: '不行', en: 'No' }, { reason: 'NO', details: { odd } });
    if (kind === 2) return new Error(`Returned ${odd}`);
    if (kind === 3) return 'wrong';
    return kind === 4 ? null : undefined;
  };
  return isPromised ? Promise.resolve().then(answer) : answer();
}

function unsettled(value: unknown, seed: number, { promises }: Behaviour): unknown {
  return mixed(seed, 'promised') % 100 < promises ? Promise.resolve(value) : value;
}

/** A number of a seed and a name. */
export function mixed(seed: number, name: string): number {
  let hash = seed | 0;
  for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return (hash >>> 0) % 9_999_991;
}
