import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPlainGraph, type PlainGraph } from '../plain/plain-graph.js';

let graph: PlainGraph;
const said = { depot: '', scales: '' };

beforeAll(async () => {
  graph = await openPlainGraph({
    depot: {
      sdl: `
        type Query { crate: Crate crates: [Crate] rows: [[Crate!]] must: Crate! numbers: [[Int!]!] sure: [[Int!]!]! any: Any }
        scalar Any
        type Crate @key(fields: "id") {
          id: ID! serial: Any sealed: Int @inaccessible volume(in: String): Int kept: Any labels: [Label!] box: Crate!
        }
        type Label { text: String! }
      `,
      answer: () => ({ body: said.depot }),
    },
    scales: {
      sdl: `
        type Crate @key(fields: "id") {
          id: ID! sealed: Int @external volume(in: String): Int @external
          weight: Int sure: Int! parts: [Part!] seal: Int @requires(fields: "sealed")
          serial: Any @external tag: String @requires(fields: "serial")
          inLitres: Int @requires(fields: "volume(in: \\"l\\")") inGallons: Int @requires(fields: "volume(in: \\"gal\\")")
        }
        type Part { n: Int! name: String }
        scalar Any
      `,
      answer: () => ({ body: said.scales }),
    },
  });
});

afterAll(() => graph.close());

const asked = async (query: string, depot: object | string, scales: object | string = { data: null }) => {
  said.depot = typeof depot === 'string' ? depot : JSON.stringify(depot);
  said.scales = typeof scales === 'string' ? scales : JSON.stringify(scales);
  const { data, errors = [], text } = await graph.ask(query);
  return { data, text, errors: errors.map(({ path, message }) => `${path?.join('.') ?? 'nowhere'}: ${message}`) };
};

const crate = (id: string) => ({ __typename: 'Crate', id });

describe('A null where none may be', () => {
  test('takes the nearest place that may be null, in lists of lists each for itself', async () => {
    const depot = { data: { numbers: [[1], [null], []], rows: [[crate('1')], [crate('2'), null], null] } };
    const { data, errors } = await asked('{ numbers rows { id } }', depot);
    expect(data).toEqual({ numbers: null, rows: [[{ id: '1' }], null, null] });
    expect(errors).toEqual([
      'numbers.1.0: The non-null field numbers.1.0 (Int!) got no value.',
      'rows.1.1: The non-null field rows.1.1 (Crate!) got no value.',
    ]);
  });

  test.each([
    ['{ sure }', { sure: [[1], [null]] }, ['sure.1.0: The non-null field sure.1.0 (Int!) got no value.']],
    [
      '{ must { box { box { id } } } }',
      { must: { box: { box: null } } },
      ['must.box.box: The non-null field must.box.box (Crate!) got no value.'],
    ],
  ])('takes the whole answer of %s where nothing above may be null', async (query, values, sentences) => {
    const { data, errors } = await asked(query, { data: { ...values } });
    expect([data, errors]).toEqual([null, sentences]);
  });

  test('that a subgraph has explained below is not explained twice', async () => {
    const depot = {
      data: { crates: [{ labels: null }, { labels: [{ text: 'a' }] }] },
      errors: [{ message: 'torn off', path: ['crates', 0, 'labels', 2, 'text'] }],
    };
    const { data, errors } = await asked('{ crates { labels { text } } }', depot);
    expect(data).toEqual({ crates: [{ labels: null }, { labels: [{ text: 'a' }] }] });
    expect(errors).toEqual(['crates.0.labels.2.text: torn off']);
  });
});

describe('The error of a joined entity', () => {
  test('stands at each place of that entity, with the indexes of every list, and costs no neighbour', async () => {
    const depot = { data: { rows: [[crate('1'), crate('2')], null, [crate('1')], []] } };
    const scales = {
      data: {
        _entities: [
          {
            sure: 1,
            parts: [
              { n: 1, name: null },
              { n: null, name: 'x' },
            ],
          },
          { sure: null, parts: [] },
        ],
      },
      errors: [
        { message: 'no n', path: ['_entities', 0, 'parts', 1, 'n'] },
        { message: 'not sure', path: ['_entities', 1, 'sure'] },
      ],
    };
    const { data, errors } = await asked('{ rows { id sure parts { n name } } }', depot, scales);
    expect(data).toEqual({ rows: [null, null, [{ id: '1', sure: 1, parts: null }], []] });
    expect(errors).toEqual(['rows.0.0.parts.1.n: no n', 'rows.2.0.parts.1.n: no n', 'rows.0.1.sure: not sure']);
  });

  test('without a place in the entity stands at the entity, and its other fields stay', async () => {
    const depot = { data: { crates: [crate('1'), null, crate('2')] } };
    const scales = {
      data: { _entities: [{ weight: 5 }, null] },
      errors: [{ message: 'lost', path: ['_entities', 1] }],
    };
    const { data, errors } = await asked('{ crates { id weight } }', depot, scales);
    expect(data).toEqual({ crates: [{ id: '1', weight: 5 }, null, { id: '2', weight: null }] });
    expect(errors).toEqual(['crates.2: lost']);
  });
});

describe('The error of a field that nobody asked for', () => {
  test('has no place in the answer, least of all under a hidden name', async () => {
    const depot = {
      data: { crate: { ...crate('1'), sealed: null } },
      errors: [{ message: 'cannot be opened', path: ['crate', 'sealed'] }],
    };
    const { data, errors, text } = await asked('{ crate { seal } }', depot, { data: { _entities: [{ seal: null }] } });
    expect([data, errors]).toEqual([{ crate: { seal: null } }, ['nowhere: cannot be opened']]);
    expect(text).not.toContain('sealed');
  });

  test('has none under a name that the planner made up', async () => {
    const query = '{ crate { inLitres inGallons } }';
    await asked(query, { data: { crate: null } });
    const made = /(\w+): volume/.exec(graph.requests.at(-1)?.query ?? '')?.[1] ?? 'volume';
    const depot = {
      data: { crate: { ...crate('1'), volume: 1, [made]: null } },
      errors: [{ message: 'no measure', path: ['crate', made] }],
    };
    const { errors } = await asked(query, depot, { data: { _entities: [{ inLitres: 1 }], _e0: [{}], _e1: [{}] } });
    expect(made).not.toBe('volume');
    expect(errors).toContain('nowhere: no measure');
  });

  test('keeps its place where the client asked for the same', async () => {
    const depot = {
      data: { crate: { ...crate('1'), _as_volume: null } },
      errors: [{ message: 'no measure', path: ['crate', '_as_volume'] }],
    };
    expect(await asked('{ crate { volume(in: "m3") } }', depot)).toMatchObject({
      data: { crate: { volume: null } },
      errors: ['crate.volume: no measure'],
    });
  });
});

describe('A custom scalar', () => {
  test('is handed on as it came: objects, lists, nulls, and names that mean something elsewhere', async () => {
    const value = '{"__typename":"Crate","id":[1,null,{"__proto__":{"x":1}}],"any":null,"list":[[],{}],"e":1.5e-7}';
    const { text } = await asked('{ any again: any }', `{"data":{"any":${value},"again":${value}}}`);
    expect(text).toBe(`{"data":{"any":${value},"again":${value}}}`);
  });

  test.each([
    ['an integer beyond 2^53', '9007199254740993'],
    ['a negative one', '-9007199254740993'],
    ['twenty digits', '12345678901234567890'],
    ['long numbers within it', '{"a":[9007199254740993,-0,1e400],"b":"9007199254740993","c":9007199254740991}'],
  ])('keeps every digit of %s', async (_what, value) => {
    const { text } = await asked('{ any }', `{"data": {"any": ${value}}}`);
    expect(text).toBe(`{"data":{"any":${value}}}`);
  });

  test('is a null beyond what clients can read', async () => {
    const { data, errors } = await asked('{ any }', '{"data":{"any":1e400}}');
    expect([data, errors]).toEqual([{ any: null }, ['any: The field any got a value that is not of type Any.']]);
  });
});

describe('A long number', () => {
  test('is the same key in the next subgraph, and an ID keeps its digits', async () => {
    const depot =
      '{"data":{"crates":[{"__typename":"Crate","id":9007199254740993},{"__typename":"Crate","id":9007199254740992}]}}';
    const { data } = await asked('{ crates { id weight } }', depot, {
      data: { _entities: [{ weight: 1 }, { weight: 2 }] },
    });
    expect(graph.requests.at(-1)?.query).toContain('_entities');
    expect(graph.requests.at(-1)?.body).toMatch(/"id":"?9007199254740993"?\}.*"id":"?9007199254740992"?\}/);
    expect(data).toEqual({
      crates: [
        { id: '9007199254740993', weight: 1 },
        { id: '9007199254740992', weight: 2 },
      ],
    });
  });

  test('of a custom scalar that a join requires is sent on digit by digit', async () => {
    const depot = '{"data":{"crate":{"__typename":"Crate","id":"1","serial":12345678901234567890}}}';
    const { data } = await asked('{ crate { tag } }', depot, { data: { _entities: [{ tag: 'x' }] } });
    expect(data).toEqual({ crate: { tag: 'x' } });
    expect(graph.requests.at(-1)?.body).toContain('"serial":12345678901234567890');
  });

  test('is no Int and no object', async () => {
    const { data, errors } = await asked(
      '{ numbers crate { id } }',
      '{"data":{"numbers":[[9007199254740993]],"crate":9007199254740993}}',
    );
    expect(data).toEqual({ numbers: null, crate: null });
    expect(errors).toEqual([
      'numbers.0.0: The field numbers.0.0 got a value that is not of type Int.',
      'crate: The field crate got a value that is not of type Crate.',
    ]);
  });
});
