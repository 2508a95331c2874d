import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { openPlainGraph, type PlainGraph, type RawAnswer } from '../plain/plain-graph.js';

/** What the liar says, byte by byte, whatever it is asked, and after how many milliseconds. */
export const lie = { told: { body: '' } as RawAnswer, delay: 0 };

/** A gateway over two subgraphs, of which one is honest. */
export function openLyingGraph(): Promise<PlainGraph> {
  return openPlainGraph(subgraphs);
}

const subgraphs = {
  honest: {
    sdl: `
      type Query { towns: [Town!] both: Both @shareable }
      type Both { honest: String }
      type Town @key(fields: "id") { id: ID! name: String! }
    `,
    resolvers: {
      Query: {
        towns: () => [
          { id: '1', name: '周庄' },
          { id: '2', name: '华士' },
        ],
        both: async () => {
          await pause(40);
          return { honest: '真' };
        },
      },
    },
  },
  liar: {
    sdl: `
      type Query { said: Said thing: Thing both: Both @shareable }
      type Both { lied: String }
      type Subscription { heard: Said }
      type Town @key(fields: "id") { id: ID! people: Int thing: Thing }
      type Said {
        int: Int float: Float flag: Boolean text: String id: ID day: Day size: Size
        must: String list: [Int] sure: Sure child: Said
      }
      type Sure { name: String! names: [String!]! day: Day! }
      enum Size { SMALL LARGE HIDDEN @inaccessible }
      interface Thing { name: String }
      type Stone implements Thing { name: String weight: Int }
      type Hidden implements Thing @inaccessible { name: String weight: Int }
      type Other { name: String }
      scalar Day
    `,
    answer: async () => {
      await pause(lie.delay);
      return lie.told;
    },
  },
};

/** An answer with these data, as JSON. */
export const says = (data: string): RawAnswer => ({ body: `{"data":${data}}` });

/** An error's place, and its code, reason and subgraph. */
export interface Blame {
  readonly at: string | undefined;
  readonly why: string;
}

export const wrongType = 'UPSTREAM VALUE_OF_WRONG_TYPE liar';
export const missing = 'UPSTREAM VALUE_MISSING liar';
export const unusable = 'UPSTREAM SUBGRAPH_ANSWER_UNUSABLE liar';

/** Asks while the liar says this. */
export async function askLiar(graph: PlainGraph, query: string, told: RawAnswer) {
  lie.told = told;
  const { status, data, errors = [], text } = await graph.ask(query);
  expect(status).toBe(200);
  const blames = errors.map(({ path, extensions = {} }): Blame => {
    const { code, reason, subgraph } = extensions;
    return { at: path?.join('.'), why: `${String(code)} ${String(reason)} ${String(subgraph)}` };
  });
  return { data: data as Readonly<Record<string, unknown>>, blames, text };
}

/** Asks the liar beside the honest subgraph, whose fields must stand whatever the other says. */
export async function askBeside(graph: PlainGraph, selection: string, told: RawAnswer) {
  const { data, blames, text } = await askLiar(graph, `{ towns { name } ${selection} }`, told);
  const { towns, ...rest } = data;
  expect(towns).toEqual([{ name: '周庄' }, { name: '华士' }]);
  return { data: rest, blames, text };
}
