import type { ServedSubgraph } from '../plain/plain-graph.js';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';

/** A door that a slow subgraph waits at before it answers. */
export class Gate {
  #wait = Promise.resolve();
  #open: () => void = () => {};

  close(): void {
    this.#wait = new Promise((resolve) => (this.#open = resolve));
  }

  open(): void {
    this.#open();
  }

  async pass(): Promise<void> {
    await this.#wait;
  }
}

/** A gateway over three subgraphs, of which two can be made to wait. */
export interface DeferringGraph extends PlainGraph {
  readonly counts: Gate;
  readonly names: Gate;
}

interface Key {
  readonly id: string;
}

/** Opens such a gateway. Town 2 has no number of people, town 3 is one that `counts` does not know. */
export async function openDeferringGraph(settings: Readonly<Record<string, string>> = {}): Promise<DeferringGraph> {
  const counts = new Gate();
  const names = new Gate();
  const graph = await openPlainGraph({ towns, counts: countsBehind(counts), names: namesBehind(names) }, settings);
  return { ...graph, counts, names };
}

const rows = [
  { id: '1', name: '周庄镇', mayor: { id: 'm1', name: '甲' } },
  { id: '2', name: '华士镇', mayor: { id: 'm2', name: '乙' } },
];

const towns: ServedSubgraph = {
  sdl: `
    type Query { town(id: ID! = "1"): Town towns: [Town!] place: Place places: [Place!] grid: [[Town]] }
    type Mutation { rename(id: ID!, name: String!): Town }
    interface Place { name: String }
    type Town implements Place @key(fields: "id") {
      id: ID! name: String! mayor: Mayor secret: String @authenticated broken: String sure: String!
    }
    type Village implements Place @key(fields: "id") { id: ID! name: String headman: String }
    type Mayor @key(fields: "id") { id: ID! name: String }
  `,
  resolvers: {
    Query: {
      town: (_: unknown, { id }: Key) => rows.find((row) => row.id === id) ?? { id, name: '' },
      towns: () => rows,
      place: () => ({ __typename: 'Village', id: '9', name: '华西村', headman: '丙' }),
      places: () => [
        { __typename: 'Village', id: '9', name: '华西村', headman: '丙' },
        { __typename: 'Town', ...rows[0] },
      ],
      grid: () => [[rows[0], null], [rows[1]]],
    },
    Mutation: { rename: (_: unknown, { id, name }: Key & { name: string }) => ({ id, name }) },
    Town: {
      broken: () => {
        throw new Error('broken for good');
      },
      sure: () => null,
    },
  },
};

const countsBehind = (gate: Gate): ServedSubgraph => ({
  sdl: `
    type Query { population: Int }
    type Subscription { counted: Town }
    type Town @key(fields: "id") { id: ID! people: Int! births: Int households: [Household!] }
    type Mayor @key(fields: "id") { id: ID! votes: Int! }
    type Household { size: Int }
  `,
  resolvers: {
    Query: { population: () => gate.pass().then(() => 1_780_000) },
    Town: {
      __resolveReference: async ({ id }: Key) => {
        await gate.pass();
        return id === '3' ? null : { id, households: [{ size: 3 }, { size: 4 }] };
      },
      people: ({ id }: Key) => (id === '2' ? null : Number(id) * 1000),
      births: ({ id }: Key) => Number(id) * 7,
    },
    Mayor: {
      __resolveReference: ({ id }: Key) => gate.pass().then(() => ({ id, votes: 51 })),
    },
  },
});

const namesBehind = (gate: Gate): ServedSubgraph => ({
  sdl: 'type Query { greeting: String } type Town @key(fields: "id") { id: ID! nickname: String }',
  resolvers: {
    Query: { greeting: () => gate.pass().then(() => '你好') },
    Town: { __resolveReference: ({ id }: Key) => gate.pass().then(() => ({ id, nickname: `town ${id}` })) },
  },
});
