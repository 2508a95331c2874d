import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlainGraph } from '../plain/plain-graph.js';
import { askBeside, askLiar, lie, missing, openLyingGraph, says, unusable, wrongType } from './lying-graph.js';

let graph: PlainGraph;
beforeAll(async () => {
  graph = await openLyingGraph();
});
afterAll(() => graph.close());

describe('A value that is not of its type is null, and its subgraph is named', () => {
  test.each([
    ['a string for an Int', 'int', '"5"'],
    ['a fraction for an Int', 'int', '1.5'],
    ['a number beyond 32 bits for an Int', 'int', '2147483648'],
    ['an object for an Int', 'int', '{"a":1}'],
    ['a string for a Float', 'float', '"1.5"'],
    ['a number beyond a double for a Float', 'float', '1e400'],
    ['a number for a Boolean', 'flag', '1'],
    ['a number for a String', 'text', '5'],
    ['a list for a String', 'text', '["a"]'],
    ['an object without a prototype’s methods for a String', 'text', '{"toString":1,"__proto__":null}'],
    ['a fraction for an ID', 'id', '1.5'],
    ['an enum value that there is not', 'size', '"HUGE"'],
    ['an enum value that clients do not see', 'size', '"HIDDEN"'],
    ['a number for an enum', 'size', '0'],
    ['a name of every object for an enum', 'size', '"constructor"'],
    ['a number that JSON cannot say for a custom scalar', 'day', '1e400'],
    ['one value for a list', 'list', '5'],
    ['an object for a list', 'list', '{"0":5,"length":1}'],
    ['a list for an object', 'child { int }', '[{"int":1}]'],
    ['a string for an object', 'child { int }', '"int"'],
  ])('%s', async (_what, field, value) => {
    const [key = ''] = field.split(' ');
    const answer = await askBeside(graph, `said { int1: int ${field} }`, says(`{"said":{"int1":1,"${key}":${value}}}`));
    expect(answer.data).toEqual({ said: { int1: 1, [key]: null } });
    expect(answer.blames).toEqual([{ at: `said.${key}`, why: wrongType }]);
    expect(answer.text).not.toContain('HIDDEN');
  });

  test('only the bad items of a list', async () => {
    const { data, blames } = await askBeside(graph, 'said { list }', says('{"said":{"list":[1,"2",null,[3],4]}}'));
    expect(data).toEqual({ said: { list: [1, null, null, null, 4] } });
    expect(blames).toEqual([
      { at: 'said.list.1', why: wrongType },
      { at: 'said.list.3', why: wrongType },
    ]);
  });
});

describe('Null where the schema promises a value never reaches the client', () => {
  test.each([
    ['null', '{"name":null,"names":["a"],"day":1}', 'said.sure.name', missing],
    ['nothing', '{"names":["a"],"day":1}', 'said.sure.name', missing],
    ['a null in a list', '{"name":"a","names":["a",null],"day":1}', 'said.sure.names.1', missing],
    ['a wrong value', '{"name":5,"names":["a"],"day":1}', 'said.sure.name', wrongType],
    ['a number that becomes null in JSON', '{"name":"a","names":["a"],"day":-1e999}', 'said.sure.day', wrongType],
  ])('%s', async (_what, sure, at, why) => {
    const { data, blames } = await askBeside(
      graph,
      'said { int sure { name names day } }',
      says(`{"said":{"int":1,"sure":${sure}}}`),
    );
    expect(data).toEqual({ said: { int: 1, sure: null } });
    expect(blames).toEqual([{ at, why }]);
  });
});

describe('Keys that nobody asked for', () => {
  test('extra ones are left out, and of duplicate ones the last counts, checked like any other', async () => {
    const { data, blames } = await askBeside(
      graph,
      'said { int text }',
      says('{"said":{"text":"a","secret":"s","int":1,"int":"2"},"x":1}'),
    );
    expect(data).toEqual({ said: { int: null, text: 'a' } });
    expect(blames).toEqual([{ at: 'said.int', why: wrongType }]);
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    '%s changes nothing',
    async (key) => {
      const { data, blames } = await askBeside(
        graph,
        'said { int text child { int } }',
        says(`{"said":{"${key}":{"text":"polluted","int":7},"int":1},"${key}":{"said":{"int":7}}}`),
      );
      expect(data).toEqual({ said: { int: 1, text: null, child: null } });
      expect(blames).toEqual([]);
      expect(({} as Record<string, unknown>)['text']).toBeUndefined();
    },
  );
});

describe('A type name that the schema does not allow', () => {
  test.each([
    ['a type that does not implement the interface', '"Other"'],
    ['a type that clients do not see', '"Hidden"'],
    ['a type that there is not', '"Nowhere"'],
    ['a number', '5'],
    ['an object', '{"toString":1}'],
    ['a list', '["Stone"]'],
    ['null', 'null'],
  ])('%s', async (_what, typename) => {
    const { data, blames, text } = await askBeside(
      graph,
      'thing { __typename name ... on Stone { weight } }',
      says(`{"thing":{"__typename":${typename},"name":"a","weight":1}}`),
    );
    expect(data).toEqual({ thing: null });
    expect(blames).toEqual([{ at: 'thing', why: wrongType }]);
    expect(text).not.toContain('Hidden');
  });

  test('an object’s own name is the schema’s, whatever the subgraph calls it', async () => {
    const { data } = await askBeside(
      graph,
      'said { __typename int }',
      says('{"said":{"__typename":"Hidden","int":1}}'),
    );
    expect(data).toEqual({ said: { __typename: 'Said', int: 1 } });
  });
});

test('A custom scalar may be nested as deep as an answer may be', async () => {
  const deep = `${'['.repeat(900)}1${']'.repeat(900)}`;
  const { blames, text } = await askBeside(graph, 'said { day }', says(`{"said":{"day":${deep}}}`));
  expect(blames).toEqual([]);
  expect(text).toContain(deep);
});

describe('What two subgraphs supply together', () => {
  afterAll(() => {
    lie.delay = 0;
  });

  test.each([
    ['a string', '"all"'],
    ['a number', '1'],
    ['a list', '[{"lied":"a"}]'],
  ])('is not replaced by %s that comes late', async (_what, said) => {
    lie.delay = 200;
    const { data, blames } = await askLiar(graph, '{ both { honest lied } }', says(`{"both":${said}}`));
    expect(data).toEqual({ both: { honest: '真', lied: null } });
    expect(blames).toEqual([{ at: 'both.lied', why: unusable }]);
  });

  test('is not kept out by a value that comes first', async () => {
    lie.delay = 0;
    const { data } = await askLiar(graph, '{ both { honest lied } }', says('{"both":"all"}'));
    expect(data).toEqual({ both: { honest: '真', lied: null } });
  });

  test('is never what a subgraph answers for another, and each value names its own subgraph', async () => {
    lie.delay = 200;
    const { data, blames } = await askLiar(
      graph,
      '{ both { honest lied } }',
      says('{"both":{"lied":5,"honest":"假"}}'),
    );
    expect(data).toEqual({ both: { honest: '真', lied: null } });
    expect(blames).toEqual([{ at: 'both.lied', why: wrongType }]);
  });
});
