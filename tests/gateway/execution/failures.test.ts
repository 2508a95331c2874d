import { expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { Fault } from '../../../kit/module/fault.js';
import { graphOf } from './federation.js';

const shops = () =>
  graphOf({
    shops: {
      sdl: `
        type Query { shops: [Shop!]! first: Shop strict: Shop! colour: Colour colours: [Colour!] counts: Counts }
        type Shop @key(fields: "id") { id: ID! name: String sister: Shop }
        enum Colour { RED BLUE HIDDEN @inaccessible }
        type Counts { int: Int float: Float text: String flag: Boolean key: ID }
      `,
      resolvers: {
        Query: {
          shops: () => [{ id: '1' }, { id: '2' }, { id: '1' }],
          first: () => ({ id: '1' }),
          strict: () => ({ id: '3' }),
        },
        Shop: { name: ({ id }: { id: string }) => `Shop ${id}`, sister: () => ({ id: '2' }) },
      },
    },
    checks: {
      sdl: 'type Shop @key(fields: "id") { id: ID! grade: Int passed: Boolean! notes: [String!] }',
      resolvers: {
        Shop: {
          __resolveReference: async ({ id }: { id: string }) => (id === '3' ? null : { id }),
          grade: ({ id }: { id: string }) => {
            if (id === '2')
              throw new GraphQLError('No grade yet.', {
                extensions: { code: 'CONFLICT', reason: 'NOT_GRADED', details: { id }, stacktrace: ['x'] },
              });
            return 5;
          },
          passed: () => true,
          notes: ({ id }: { id: string }) => (id === '1' ? ['clean', null] : ['fine']),
        },
      },
    },
  });

const down = new Fault(
  'UPSTREAM',
  { zh: '检查系统不可用。', en: 'The checks are down.' },
  { reason: 'DOWN', details: { subgraph: 'checks' } },
);

test('an error below a shared entity is told at every place of that entity, with code, reason and details', async () => {
  const graph = await shops();
  const extensions = { code: 'CONFLICT', reason: 'NOT_GRADED', details: { id: '2' }, subgraph: 'checks' };
  expect(await graph.ask('{ shops { mark: grade } first { sister { grade } } }')).toEqual({
    data: { shops: [{ mark: 5 }, { mark: null }, { mark: 5 }], first: { sister: { grade: null } } },
    errors: [
      { message: 'No grade yet.', path: ['first', 'sister', 'grade'], extensions },
      { message: 'No grade yet.', path: ['shops', 1, 'mark'], extensions },
    ],
  });
});

test('a subgraph that is down costs its own fields and nothing else', async () => {
  const graph = await shops();
  graph.replace('checks', () => Promise.reject(down));
  const extensions = { code: 'UPSTREAM', reason: 'DOWN', details: { subgraph: 'checks' }, subgraph: 'checks' };
  expect(await graph.ask('{ first { name grade notes } }')).toEqual({
    data: { first: { name: 'Shop 1', grade: null, notes: null } },
    errors: [
      { message: '检查系统不可用。', path: ['first', 'grade'], extensions },
      { message: '检查系统不可用。', path: ['first', 'notes'], extensions },
    ],
  });
});

test('a Fault of a source is the original of its errors, and so is a defect, whose code is INTERNAL', async () => {
  const graph = await shops();
  graph.replace('checks', () => Promise.reject(down));
  const faulty = await graph.execute('{ first { grade } }');
  expect(faulty.errors?.[0]?.originalError).toBe(down);
  const defect = new TypeError('x is not a function');
  graph.replace('checks', () => Promise.reject(defect));
  const defective = await graph.execute('{ first { grade } }');
  expect(defective.errors?.[0]?.originalError).toBe(defect);
  expect(defective.errors?.[0]?.extensions).toEqual({ code: 'INTERNAL', subgraph: 'checks' });
});

test('a failed fetch of many entities is named in a hundred places at most', async () => {
  const graph = await shops();
  graph.replace('checks', () => Promise.reject(down));
  graph.replace('shops', async () => ({
    data: { shops: Array.from({ length: 300 }, (_, index) => ({ __typename: 'Shop', id: String(index) })) },
  }));
  const { errors } = await graph.ask('{ shops { grade } }');
  expect(errors).toHaveLength(100);
  expect(errors?.at(-1)?.path).toEqual(['shops', 99, 'grade']);
});

test('a failed fetch of a non-null field takes its object away', async () => {
  const graph = await shops();
  graph.replace('checks', () => Promise.reject(down));
  const { data, errors } = await graph.ask('{ first { name passed } }');
  expect(data).toEqual({ first: null });
  expect(errors?.map(({ path }) => path)).toEqual([['first', 'passed']]);
});

test('an entity that its subgraph does not know has null fields, and a non-null one says so', async () => {
  const graph = await shops();
  expect(await graph.ask('{ strict { name grade } }')).toEqual({ data: { strict: { name: 'Shop 3', grade: null } } });
  expect(await graph.ask('{ strict { name passed } }')).toEqual({
    data: null,
    errors: [
      {
        message: '必有值的字段 strict.passed（Boolean!）没有得到值。',
        path: ['strict', 'passed'],
        extensions: { code: 'UPSTREAM', reason: 'VALUE_MISSING', details: { type: 'Boolean!' } },
      },
    ],
  });
});

test('a null in a non-null list takes the list, and one error tells where', async () => {
  const graph = await shops();
  const { data, errors } = await graph.ask('{ shops { notes } }');
  expect(data).toEqual({ shops: [{ notes: null }, { notes: ['fine'] }, { notes: null }] });
  expect(errors?.map(({ path }) => path)).toEqual([
    ['shops', 0, 'notes', 1],
    ['shops', 2, 'notes', 1],
  ]);
});

test('a value of the wrong type is null and is not shown', async () => {
  const graph = await shops();
  const counts = { int: 1.5, float: '2', text: 7, flag: 'true', key: 12 };
  graph.replace('shops', async () => ({ data: { counts, colour: 'HIDDEN', colours: ['RED', 'HIDDEN'] } }));
  const answer = await graph.ask('{ counts { int float text flag key } colour colours }');
  expect(answer.data).toEqual({
    counts: { int: null, float: null, text: null, flag: null, key: '12' },
    colour: null,
    colours: null,
  });
  expect(answer.errors?.map(({ path, extensions }) => [path?.join('.'), extensions?.['reason']])).toEqual([
    ['counts.int', 'VALUE_OF_WRONG_TYPE'],
    ['counts.float', 'VALUE_OF_WRONG_TYPE'],
    ['counts.text', 'VALUE_OF_WRONG_TYPE'],
    ['counts.flag', 'VALUE_OF_WRONG_TYPE'],
    ['colour', 'VALUE_OF_WRONG_TYPE'],
    ['colours.1', 'VALUE_OF_WRONG_TYPE'],
  ]);
  expect(JSON.stringify(answer)).not.toContain('HIDDEN');
});

test('an answer without what was asked and without an error is a failure of the subgraph', async () => {
  const graph = await shops();
  graph.replace('checks', async () => ({ data: {} }));
  const { data, errors } = await graph.ask('{ first { name grade } }');
  expect(data).toEqual({ first: { name: 'Shop 1', grade: null } });
  expect(errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
    [
      ['first', 'grade'],
      { code: 'UPSTREAM', reason: 'SUBGRAPH_ANSWER_UNUSABLE', details: { subgraph: 'checks' }, subgraph: 'checks' },
    ],
  ]);
});

test('once the deadline has passed no further subgraph is asked', async () => {
  const graph = await shops();
  const deadline = new AbortController();
  graph.replace('shops', async () => {
    deadline.abort();
    return { data: { first: { __typename: 'Shop', id: '1', name: 'Shop 1' } } };
  });
  const { data, errors } = await graph.ask('{ first { name grade } }', { signal: deadline.signal });
  expect(data).toEqual({ first: { name: 'Shop 1', grade: null } });
  expect(errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
    [
      ['first', 'grade'],
      { code: 'TIMEOUT', reason: 'DEADLINE_PASSED', details: { subgraph: 'checks' }, subgraph: 'checks' },
    ],
  ]);
  expect(graph.requests.map(({ subgraph }) => subgraph)).toEqual(['shops']);
});

test('a field that was asked but not granted is null, also where the plan fetched it for a join', async () => {
  const graph = await graphOf({
    files: {
      sdl: 'type Query { file: File } type File @key(fields: "code") { code: String title: String owner: String! }',
      resolvers: { Query: { file: () => ({ code: 'f-1', title: 'a title', owner: 'somebody' }) } },
    },
    sizes: {
      sdl: 'type File @key(fields: "code") { code: String size: Int }',
      resolvers: { File: { __resolveReference: (file: unknown) => file, size: () => 9 } },
    },
  });
  expect(await graph.ask('{ file { size } }', { asked: '{ file { code size title } }' })).toEqual({
    data: { file: { code: null, size: 9, title: null } },
  });
  expect(graph.requests[1]?.variables).toEqual({ representations: [{ __typename: 'File', code: 'f-1' }] });
  expect(await graph.ask('{ file { size } }', { asked: '{ file { size owner } }' })).toEqual({ data: { file: null } });
});
