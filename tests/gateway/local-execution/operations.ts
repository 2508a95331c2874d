import { getNamedType, type GraphQLSchema, isAbstractType, isCompositeType, isObjectType } from 'graphql';
import { randomFrom } from '../../support/seeded-random.js';

/** An operation with its variables. */
export interface GeneratedOperation {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const argumentChoices: Readonly<Record<string, readonly string[]>> = {
  friends: ['', '(first: 1)', '(first: $n)'],
  method: ['', '(n: 4)', '(n: $n)'],
  person: ['', '(id: $id)', '(id: 7)', '(id: null)'],
  people: ['', '(first: $n)'],
  'Person.echo': [
    '(text: "a")',
    '(text: $text)',
    '(text: "b", list: [1, 2])',
    '(text: "c", list: $list, where: $where)',
    '(text: "d", where: { colour: GREEN, codes: ["x", "y"], deep: { limit: $n } })',
    '(text: $missing)',
  ],
  'Stone.echo': ['', '(colour: RED, code: "k")', '(colour: $colour)', '(code: $code)'],
};

const declarations =
  '$n: Int = 2, $id: ID, $text: String!, $list: [Int!], $where: Where, $missing: String, $colour: Colour, $code: Code, ' +
  '$yes: Boolean!, $no: Boolean = false, $representations: [_Any!]!';

/** Generates a query, or now and then a question for entities. */
export function generateOperation(schema: GraphQLSchema, seed: number): GeneratedOperation {
  const random = randomFrom(seed);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  const chance = (of: number): boolean => random() < of;
  const fragments: string[] = [];
  const directive = (): string =>
    chance(0.1) ? pick([' @skip(if: $no)', ' @include(if: $yes)', ' @skip(if: true)']) : '';

  const selection = (typename: string, depth: number): string => {
    const type = schema.getType(typename);
    if (!isCompositeType(type)) return '';
    const parts: string[] = chance(0.3) ? ['__typename'] : [];
    if (isAbstractType(type)) {
      for (const { name } of schema.getPossibleTypes(type))
        if (chance(0.6)) parts.push(`... on ${name}${directive()} ${selection(name, depth - 1)}`);
    }
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    for (const field of fields) {
      if (field.name.startsWith('_') || field.name === 'stone' || !chance(typename === 'Query' ? 0.35 : 0.4)) continue;
      const named = getNamedType(field.type);
      const isNested = isCompositeType(named);
      if (isNested && depth <= 0) continue;
      const key = chance(0.15) ? `k${Math.floor(random() * 50)}: ` : '';
      const choices = argumentChoices[`${typename}.${field.name}`] ?? argumentChoices[field.name] ?? [''];
      // One key of one object is one field with one set of arguments.
      const given = key === '' ? (choices[0] ?? '') : pick(choices);
      const below = isNested ? ` ${selection(named.name, depth - 1)}` : '';
      parts.push(`${key}${field.name}${given}${directive()}${below}`);
    }
    if (isObjectType(type) && chance(0.2)) {
      const name = `F${fragments.length}`;
      fragments.push('');
      fragments[Number(name.slice(1))] = `fragment ${name} on ${typename} ${selection(typename, depth - 1)}`;
      parts.push(`...${name}`, `...${name}`);
    }
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  };

  const isForEntities = chance(0.3);
  const root = isForEntities
    ? `{ _entities(representations: $representations) ${selection('_Entity', 3)} }`
    : selection('Query', 4);
  const number = (): number => Math.floor(random() * 1000);
  const typenames = ['Person', 'Robot', 'Stone', 'Person', 'Robot', chance(0.05) ? 'Nobody' : 'Stone'];
  const variables = {
    text: chance(0.95) ? 'told' : 5,
    yes: chance(0.5),
    ...(chance(0.3) ? { n: number() } : {}),
    ...(chance(0.5) ? { no: chance(0.5) } : {}),
    ...(chance(0.5) ? { list: [1, 2, 3], where: { codes: ['p'], deep: { colour: 'GREEN' } } } : {}),
    ...(chance(0.5)
      ? { id: 12, colour: pick(['RED', 'GREEN', 'RED', 'BLUE']), code: pick(['fine', 'fine', 'bad']) }
      : {}),
    representations: Array.from({ length: Math.floor(random() * 6) }, () => ({
      __typename: pick(typenames),
      id: String(number()),
      seed: number(),
      kind: pick(['Stone', 'Robot']),
      weight: 1.5,
    })),
  };
  return { text: `query (${declarations}) ${root} ${fragments.join(' ')}`, variables };
}
