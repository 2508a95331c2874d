import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlainGraph, RawAnswer } from '../plain/plain-graph.js';
import { askLiar, openLyingGraph, says, unusable, wrongType } from './lying-graph.js';

let graph: PlainGraph;
beforeAll(async () => {
  graph = await openLyingGraph();
});
afterAll(() => graph.close());

describe('Entities', () => {
  const entities = (list: string) => says(`{"_entities":${list}}`);

  async function joined(told: RawAnswer) {
    const { data, blames } = await askLiar(graph, '{ towns { name people } }', told);
    return { towns: data['towns'], blames };
  }
  const town = (first: number | null, second: number | null) => [
    { name: '周庄', people: first },
    { name: '华士', people: second },
  ];

  test.each([
    ['one entity is missing, so that nobody knows whose the other is', '[{"people":1}]'],
    ['there is one too many', '[{"people":1},{"people":2},{"people":3}]'],
    ['they are an object', '{"0":{"people":1},"1":{"people":2}}'],
    ['they are null', 'null'],
  ])('none is believed when %s', async (_what, list) => {
    const { towns, blames } = await joined(entities(list));
    expect(towns).toEqual(town(null, null));
    expect(blames).toEqual([
      { at: 'towns.0.people', why: unusable },
      { at: 'towns.1.people', why: unusable },
    ]);
  });

  test('only what was asked of it is taken from an entity', async () => {
    const { towns, blames } = await joined(entities('[{"people":1,"name":"假","id":"9"},{"people":2,"name":null}]'));
    expect(towns).toEqual(town(1, 2));
    expect(blames).toEqual([]);
  });

  test('none is believed either when an error comes along', async () => {
    const { towns, blames } = await joined({
      body: '{"data":{"_entities":[{"people":1}]},"errors":[{"message":"m"}]}',
    });
    expect(towns).toEqual(town(null, null));
    expect(blames).toContainEqual({ at: 'towns.0.people', why: unusable });
  });

  test.each([
    ['a string', '"Town"'],
    ['a list', '[{"people":1}]'],
    ['a number', '5'],
    ['an object of another type', '{"__typename":"Other","people":1}'],
    ['an object whose type is no name', '{"__typename":{"toString":1},"people":1}'],
  ])('%s in an entity’s place is not believed, and its neighbour is', async (_what, entity) => {
    const { towns, blames } = await joined(entities(`[${entity},{"__typename":"Town","people":2}]`));
    expect(towns).toEqual(town(null, 2));
    expect(blames).toEqual([{ at: 'towns.0.people', why: unusable }]);
  });

  test('an entity that the subgraph does not know is null without an error', async () => {
    const { towns, blames } = await joined(entities('[null,{"people":2}]'));
    expect(towns).toEqual(town(null, 2));
    expect(blames).toEqual([]);
  });

  test('a wrong value names the subgraph that joined it, at each place', async () => {
    const { towns, blames } = await joined(entities('[{"people":"many"},{"people":2}]'));
    expect(towns).toEqual(town(null, 2));
    expect(blames).toEqual([{ at: 'towns.0.people', why: wrongType }]);
  });

  test('an entity too deep to be walked through is not believed, and its neighbour is', async () => {
    const deep = `${'{"people":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const { towns, blames } = await joined(entities(`[${deep},{"people":2}]`));
    expect(towns).toEqual(town(null, 2));
    expect(blames).toEqual([{ at: 'towns.0.people', why: unusable }]);
  });

  // The order of `_entities` is the subgraph's promise, and nothing that it answers says whose a value is.
  test('entities out of order are still values of their type', async () => {
    const { towns, blames } = await joined(entities('[{"people":"二"},{"people":1}]'));
    expect(towns).toEqual(town(null, 1));
    expect(blames).toEqual([{ at: 'towns.0.people', why: wrongType }]);
  });
});
