import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { refuseUnexecutable } from '../../../gateway/supergraph/executable-features.js';
import { subgraphAddresses } from '../../../gateway/supergraph/subgraph-addresses.js';
import { supergraphOf } from './plain-graph.js';

const supergraph = supergraphOf({ towns: { sdl: 'type Query { town: String }' } });

test.each(['0.2', '0.3', '0.4', '0.5'])('version %s of the join specification is taken', (version) => {
  const other = parse(supergraph.replace('/join/v0.5', `/join/v${version}`));
  expect(() => refuseUnexecutable(other)).not.toThrow();
  expect(subgraphAddresses(other)).toEqual([{ name: 'towns', url: 'http://towns.invalid/graphql' }]);
});

test.each(['0.1', '0.6', '1.0'])('version %s of the join specification is refused by its number', (version) => {
  const other = parse(supergraph.replace('/join/v0.5', `/join/v${version}`));
  expect(() => refuseUnexecutable(other)).toThrow(`join 规范 ${version} 版`);
});

describe('A supergraph that calls the join specification otherwise', () => {
  const renamed = parse(
    supergraph.replace('/join/v0.5", for', '/join/v0.5", as: "merge", for').replaceAll('join__', 'merge__'),
  );

  test('has its subgraphs’ addresses all the same', () => {
    expect(subgraphAddresses(renamed)).toEqual([{ name: 'towns', url: 'http://towns.invalid/graphql' }]);
  });

  test('is taken as well', () => {
    expect(() => refuseUnexecutable(renamed)).not.toThrow();
  });
});
