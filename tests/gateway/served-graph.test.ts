import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { composeServices } from '@apollo/composition';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { SignedCopies } from '../../gateway/signed-copies.js';
import { createLog } from '../../gateway/telemetry/log.js';
import { Composer } from '../../gateway/supergraph/compose.js';
import { digestOf } from '../../gateway/supergraph/last-known-good.js';
import { ServedGraph } from '../../gateway/supergraph/served-graph.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

let folder: string;
let served: ServedGraph;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yimen-served-'));
  const copies = SignedCopies.ofThisProcess(folder, createLog('silent'));
  served = new ServedGraph({ copies, overriding: { isInForce: () => false, random: () => 0 } });
});

afterEach(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

const towns = (sdl: string) => ({ subgraphs: [{ name: 'towns', url: 'http://towns.invalid', sdl }] });

async function serve(sdl: string): Promise<void> {
  await served.replace(towns(sdl), [], async () => new Map());
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
});

test('subgraphs that do not compose leave the graph that serves, and the process composes on', async () => {
  await serve('type Query { town: String }');
  const before = served.current;
  await expect(serve('type Query { town: Nobody }')).rejects.toThrow('Unknown type Nobody');
  expect(served.current).toBe(before);
  await serve('type Query { village: String }');
  expect(await valid('{ village }')).toBe(true);
});

const federated = (imports: string, sdl: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])\n${sdl}`;

test('subgraphs that merge to what nobody can reach change nothing: not the graph, not what is kept, and nothing is furnished', async () => {
  await serve('type Query { town: String }');
  const before = served.current;
  const kept = await readFile(path.join(folder, 'supergraph.json'), 'utf8');
  let furnished = 0;
  const unreachable = {
    subgraphs: [
      {
        name: 'towns',
        url: '',
        sdl: federated('"@key"', 'type Query { town: Town } type Town @key(fields: "id") { id: ID! }'),
      },
      {
        name: 'mayors',
        url: '',
        sdl: federated('"@key"', 'type Town @key(fields: "code") { code: ID! mayor: String }'),
      },
    ],
  };
  const replaced = served.replace(unreachable, [], async () => {
    furnished += 1;
    return new Map();
  });
  await expect(replaced).rejects.toThrow('cannot move to subgraph "mayors"');
  expect([served.current === before, furnished]).toEqual([true, 0]);
  expect(await readdir(folder)).toEqual(['supergraph.json']);
  expect(await readFile(path.join(folder, 'supergraph.json'), 'utf8')).toBe(kept);
});

test('a graph that cannot be executed is not kept in place of the last good one, and nothing is furnished for it', async () => {
  await serve('type Query { town: String }');
  const kept = await readFile(path.join(folder, 'supergraph.json'), 'utf8');
  const sdl = federated(
    '"@key", "@context", "@fromContext"',
    `type Query { town: Town }
     type Town @key(fields: "id") @context(name: "town") { id: ID! name: String mayor: Mayor }
     type Mayor @key(fields: "id") { id: ID! greets(as: String @fromContext(field: "$town { name }")): String }`,
  );
  const furnish = () => Promise.reject(new Error('It was furnished.'));
  await expect(served.replace(towns(sdl), [], furnish)).rejects.toThrow('@context 与 @fromContext');
  expect(await readdir(folder)).toEqual(['supergraph.json']);
  expect(await readFile(path.join(folder, 'supergraph.json'), 'utf8')).toBe(kept);
  expect(await valid('{ town }')).toBe(true);
});

test('sources that cannot be furnished leave the graph that serves', async () => {
  await serve('type Query { town: String }');
  const before = served.current;
  const furnish = () => Promise.reject(new Error('No table can be made.'));
  await expect(served.replace(towns('type Query { village: String }'), [], furnish)).rejects.toThrow(
    'No table can be made.',
  );
  expect(served.current).toBe(before);
});

test('one composition after the other gives what Apollo’s gives for each alone', async () => {
  const people = (more: string) => ({
    name: 'people',
    url: 'http://people.invalid',
    sdl: federated(
      '"@key", "@shareable"',
      `type Query { person: Person } type Person @key(fields: "id") { id: ID! ${more} }`,
    ),
  });
  const homes = {
    name: 'homes',
    url: 'http://homes.invalid',
    sdl: federated('"@key", "@shareable"', 'type Person @key(fields: "id") { id: ID! home: String @shareable }'),
  };
  // Of Federation 1, which composition rewrites by what the others are.
  const pets = {
    name: 'pets',
    url: '',
    sdl: 'extend type Person @key(fields: "id") { id: ID! @external pet: String }',
  };
  const sequence = [
    [people('name: String'), homes],
    [people('name: String'), homes, pets],
    [people('name: String home: String @shareable'), homes, pets],
    [people('name: Nobody'), homes],
    [people('name: String'), { ...homes, url: 'http://elsewhere.invalid' }],
    [people('name: String home: Int @shareable'), homes],
    [homes, people('name: String'), pets],
    [people('name: String'), homes],
  ].map((subgraphs) => ({ subgraphs }));
  const composer = new Composer();
  const inTurn: unknown[] = [];
  for (const request of sequence) inTurn.push(await composer.compose(request));
  composer.close();
  const alone = sequence.map(({ subgraphs }) => {
    const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
    const { supergraphSdl, errors } = composeServices(services);
    return errors ? { errors: errors.map(({ message }) => message) } : { supergraphSdl };
  });
  expect(inTurn).toEqual(alone);
  const refused = alone.flatMap(({ errors }, place) => (errors ? [place] : []));
  expect(refused).toEqual([3, 5]);
});

test('whoever waits for a composition is told that its process ended, and the next composition starts another', async () => {
  const composer = new Composer();
  const asked = composer.compose(towns('type Query { town: String }'));
  composer.close();
  await expect(asked).rejects.toThrow('The process that composes ended with SIGKILL.');
  const { supergraphSdl } = (await composer.compose(towns('type Query { town: String }'))) as { supergraphSdl: string };
  expect(supergraphSdl).toContain('TOWNS @join__graph(name: "towns", url: "http://towns.invalid")');
  composer.close();
});

test('a composition that came with the project is taken for the subgraphs that it is of, and for no others', async () => {
  const { supergraphSdl } = composeServices([
    { name: 'towns', url: 'http://towns.invalid', typeDefs: parse('type Query { hamlet: String }') },
  ]);
  // What is brought says something else than what would be composed, so that it shows which of the two serves.
  await writeFile(path.join(folder, 'supergraph.graphql'), supergraphSdl ?? '');
  await writeFile(path.join(folder, 'supergraph.sha256'), `${digestOf(towns('type Query { town: String }'))}\n`);
  const copies = SignedCopies.ofThisProcess(path.join(folder, 'copies'), createLog('silent'));
  await served.close();
  served = new ServedGraph({ copies, overriding: { isInForce: () => false, random: () => 0 }, shipped: folder });
  await serve('type Query { town: String }');
  expect([await valid('{ hamlet }'), await valid('{ town }')]).toEqual([true, false]);
  await serve('type Query { village: String }');
  expect([await valid('{ hamlet }'), await valid('{ village }')]).toEqual([false, true]);
});
