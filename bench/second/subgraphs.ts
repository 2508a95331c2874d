import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import { type AssetRow, assets, inspections, isWithoutPrice, type Kind, persons, streets } from './rows.js';

const specification = 'https://specs.apollo.dev/federation/v2.9';
const head = `extend schema @link(url: "${specification}", import: ["@key", "@external", "@requires"])\n`;
const kindsOfAsset = ['Lamp', 'Tree', 'Hydrant'] as const;
const ofEach = (fields: string): string =>
  kindsOfAsset.map((type) => `type ${type} @key(fields: "id") { id: ID! ${fields} }\n`).join('');

/** The schemas of the five subgraphs. */
export const typeDefs: Readonly<Record<string, string>> = {
  streets: `${head}
    type Query { street(id: ID!): Street streets(first: Int!, districts: [District!]): [Street!]! }
    enum District { NORTH SOUTH OLD_TOWN }
    type Street @key(fields: "id") {
      id: ID!
      name: String!
      district: District!
      lengthInMetres: Float
      outline: [[Float!]!]!
      keeper: Person
    }
    type Person @key(fields: "id", resolvable: false) { id: ID! }`,
  assets: `${head}
    enum Kind { LAMP TREE HYDRANT }
    type Street @key(fields: "id") { id: ID! assets(kinds: [Kind!]): [Asset!]! rows(width: Int! = 4): [[Asset]!]! }
    interface Asset { id: ID! code: String! installedYear: Int }
    type Lamp implements Asset @key(fields: "id") {
      id: ID! code: String! installedYear: Int wear: Float watts: Int!
    }
    type Tree implements Asset @key(fields: "id") {
      id: ID! code: String! installedYear: Int wear: Float species: String! heightInMetres: Float
    }
    type Hydrant implements Asset @key(fields: "id") {
      id: ID! code: String! installedYear: Int wear: Float pressure: Float
    }`,
  inspections: `${head}
    ${ofEach('inspections(last: Int! = 3): [Inspection!]!')}
    type Inspection { id: ID! date: String! outcome: Outcome! inspector: Person }
    union Outcome = Passed | Defect
    type Passed { grade: Int! remark: String }
    type Defect { severity: Severity! note: String photos: [String!] }
    enum Severity { SLIGHT SERIOUS DANGEROUS }
    type Person @key(fields: "id", resolvable: false) { id: ID! }`,
  people: `${head}
    type Person @key(fields: "id") { id: ID! name: String phone: String team: Team }
    type Team { name: String! colours: [String]! }`,
  costs: `${head}
    ${ofEach('installedYear: Int @external wear: Float @external repair: Money @requires(fields: "installedYear wear")')}
    type Money { amount: Float! currency: String! }`,
};

interface Reference {
  readonly id: string;
}

interface Priced extends Reference {
  readonly installedYear: number | null;
  readonly wear: number | null;
}

const byId = <Row extends Reference>(rows: readonly Row[]) => {
  const known = new Map(rows.map((row) => [row.id, row]));
  return ({ id }: Reference): Row | null => known.get(id) ?? null;
};
const streetById = byId(streets);
const assetById = byId(assets);
const assetsByStreet = Map.groupBy(assets, ({ street }) => street);
const inspectionsByAsset = Map.groupBy(inspections, ({ asset }) => asset);

/** Cuts what stands in a street into rows; a row that is not full ends in nulls. */
function inRows(own: readonly AssetRow[], width: number): (AssetRow | null)[][] {
  const count = Math.ceil(own.length / width);
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: width }, (_, place) => own[row * width + place] ?? null),
  );
}

function repair({ id, installedYear, wear }: Priced) {
  if (isWithoutPrice(id)) throw new Error(`The price list has no entry for ${id}.`);
  if (installedYear === null || wear === null) return null;
  return { amount: Math.round((2026 - installedYear) * wear * 1_000) / 100, currency: 'CNY' };
}

const asIs = (reference: Reference): Reference => reference;

type Resolvers = NonNullable<Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: unknown }>['resolvers']>;

const onEach = (resolvers: Resolvers[string]): Resolvers =>
  Object.fromEntries(kindsOfAsset.map((type) => [type, resolvers]));

const resolvers: Readonly<Record<string, Resolvers>> = {
  streets: {
    Query: {
      street: (_: unknown, reference: Reference) => streetById(reference),
      streets: (_: unknown, { first, districts }: { first: number; districts?: readonly string[] | null }) =>
        streets.filter(({ district }) => !districts || districts.includes(district)).slice(0, first),
    },
    Street: { __resolveReference: streetById },
  },
  assets: {
    Street: {
      __resolveReference: asIs,
      assets: ({ id }: Reference, { kinds }: { kinds?: readonly Kind[] | null }) =>
        (assetsByStreet.get(id) ?? []).filter(({ kind }) => !kinds || kinds.includes(kind)),
      rows: ({ id }: Reference, { width }: { width: number }) => inRows(assetsByStreet.get(id) ?? [], width),
    },
    ...onEach({ __resolveReference: assetById }),
  },
  inspections: onEach({
    __resolveReference: asIs,
    inspections: ({ id }: Reference, { last }: { last: number }) => (inspectionsByAsset.get(id) ?? []).slice(-last),
  }),
  people: { Person: { __resolveReference: byId(persons) } },
  costs: onEach({ __resolveReference: asIs, repair }),
};

/** The five subgraphs, ready to execute. */
export function buildSubgraphs(): ReadonlyMap<string, GraphQLSchema> {
  return new Map(
    Object.entries(typeDefs).map(([name, sdl]) => [
      name,
      buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers[name] }),
    ]),
  );
}
