import { anonymous } from '../../../kit/identity/caller.js';
import { openGraph, type ProtectedGraph } from './protected-graph.js';

const peopleSdl = `
  type Query {
    me: Person
    people: [Person!]
    table: [[Person]]
    search: [Finding]
    assets: [Asset]
    accounts: [Account]
    vault: Vault
    token: Token
    level: Level
    either: String @requiresScopes(scopes: [["first"], ["second", "third"]])
    cleared: String @policy(policies: [["clearance"]])
    unheardOf: String @policy(policies: [["unheardOf"]])
    strict: Strict
  }
  type Mutation {
    rename(name: String): Person
    erase(id: ID!): Boolean @requiresScopes(scopes: [["erase"]])
  }
  type Person @key(fields: "id") {
    id: ID!
    name: String
    salary: Int @requiresScopes(scopes: [["pay:read"]])
    bonus(year: Int): Int @requiresScopes(scopes: [["pay:read"]])
    employer: Person
  }
  union Finding = Person | Secret | Note
  interface Texted { text: String }
  type Secret implements Texted @authenticated { text: String }
  type Note implements Texted { text: String }
  interface Asset { id: ID! price: Int }
  type Car implements Asset { id: ID! price: Int }
  type House implements Asset { id: ID! price: Int @requiresScopes(scopes: [["house:price"]]) }
  type Account @key(fields: "number") { number: String @requiresScopes(scopes: [["account:number"]]) title: String }
  type Vault @authenticated { content: String }
  scalar Token @authenticated
  enum Level @policy(policies: [["clearance"]]) { LOW HIGH }
  type Strict { title: String code: String! @authenticated }
`;

const bankSdl = `
  type Account @key(fields: "number") { number: String balance: Int }
  type Person @key(fields: "id") {
    id: ID!
    salary: Int @external
    tax: Int @requires(fields: "salary") @requiresScopes(scopes: [["pay:read"]])
  }
`;

const ada = {
  __typename: 'Person',
  id: '1',
  name: 'Ada',
  salary: 100,
  bonus: 7,
  employer: { id: '2', name: 'Bo', salary: 200 },
};

const people = {
  Query: {
    me: () => ada,
    people: () => [ada],
    table: () => [[ada], [ada, null]],
    search: () => [ada, { __typename: 'Secret', text: 'sealed' }, { __typename: 'Note', text: 'open' }],
    assets: () => [
      { __typename: 'Car', id: 'c', price: 5 },
      { __typename: 'House', id: 'h', price: 500 },
    ],
    accounts: () => [{ number: 'A-1', title: 'main' }],
    vault: () => ({ content: 'gold' }),
    token: () => 't-1',
    level: () => 'HIGH',
    either: () => 'one of them',
    cleared: () => 'for the cleared',
    unheardOf: () => 'for nobody',
    strict: () => ({ title: 'rule', code: 'x-1' }),
  },
  Mutation: {
    rename: (_: unknown, { name }: { name: string }) => ({ ...ada, name }),
    erase: () => true,
  },
};

const bank = {
  Account: { __resolveReference: ({ number }: { number: string }) => ({ number, balance: 42 }) },
  Person: {
    __resolveReference: (person: object) => person,
    tax: ({ salary }: { salary: number }) => salary / 4,
  },
};

/** People, their accounts and everything about them that can be protected. The policy `clearance` knows one subject. */
export function openCounty(): Promise<ProtectedGraph> {
  return openGraph(
    { people: { sdl: peopleSdl, resolvers: people }, bank: { sdl: bankSdl, resolvers: bank } },
    { clearance: ({ subject }) => subject === 'p-cleared' },
  );
}

/** The one person whom the policy `clearance` knows. */
export const cleared = { ...anonymous, kind: 'person' as const, subject: 'p-cleared' };
