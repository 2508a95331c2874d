import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Composer } from '../../gateway/supergraph/compose.js';
import { ServedGraph } from '../../gateway/supergraph/served-graph.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

let folder: string;
let served: ServedGraph;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yimen-served-'));
  served = new ServedGraph({ folder, overriding: { isInForce: () => false, random: () => 0 } });
});

afterEach(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

const towns = (sdl: string) => ({ subgraphs: [{ name: 'towns', url: 'http://towns.invalid', sdl }] });

async function serve(sdl: string): Promise<void> {
  await served.serve(await served.compose(towns(sdl)), [], new Map());
}

async function valid(query: string): Promise<boolean> {
  return !('errors' in (await served.current.validator.validate(query, null)));
}

test('a graph that was replaced is let go at once when no request is on it', async () => {
  await serve('type Query { town: String }');
  expect(await valid('{ town }')).toBe(true);
  const old = new WeakRef(served.current);
  await serve('type Query { village: String }');
  expect([await valid('{ town }'), await valid('{ village }')]).toEqual([false, true]);
  for (let look = 0; look < 100 && old.deref() !== undefined; look += 1) {
    await pause(20);
    collect();
  }
  expect(old.deref()).toBeUndefined();
}, 30_000);

test('subgraphs that do not compose leave the graph that serves, and the process composes on', async () => {
  await serve('type Query { town: String }');
  const before = served.current;
  await expect(serve('type Query { town: Nobody }')).rejects.toThrow('Unknown type Nobody');
  expect(served.current).toBe(before);
  await serve('type Query { village: String }');
  expect(await valid('{ village }')).toBe(true);
}, 30_000);

test('whoever waits for a composition is told that its process ended, and the next composition starts another', async () => {
  const composer = new Composer();
  const asked = composer.compose(towns('type Query { town: String }'));
  composer.close();
  await expect(asked).rejects.toThrow('The process that composes ended with SIGKILL.');
  const { supergraphSdl } = (await composer.compose(towns('type Query { town: String }'))) as { supergraphSdl: string };
  expect(supergraphSdl).toContain('TOWNS @join__graph(name: "towns", url: "http://towns.invalid")');
  composer.close();
}, 30_000);
