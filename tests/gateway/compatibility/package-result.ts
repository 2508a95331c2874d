import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { Database } from '../../../kit/data/database.js';
import { Bus } from '../../../kit/events/bus.js';
import { prepareTables } from '../../../kit/module/kit-module.js';
import products from '../../support/fixtures/products/index.js';
import { openOn } from '../plain/plain-graph.js';
import { openNeighbours, supergraphWith } from './neighbours.js';
import { openProducts } from './open-products.js';

/**
 * Runs the compiled tests of @apollo/federation-subgraph-compatibility-tests 1.2.1, which is no dependency of the project,
 * on the module `products`: `package-result.ts FOLDER yimen|apollo`, with the folder where npm has installed the package
 * and the gateway to put on port 4000, the only one that its tests know.
 */
const [folder, brand = 'yimen'] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder of @apollo/federation-subgraph-compatibility-tests.');
const gatewayPort = 4000;

interface Feature {
  readonly assertion: string;
  readonly column: string;
}

interface Assertion {
  readonly ancestorTitles: readonly string[];
  readonly fullName: string;
  readonly status: string;
}

/** Opens our own gateway, at the root of port 4000 as the tests ask it. */
async function openOurs(supergraphSdl: string): Promise<() => Promise<void>> {
  const gateway = await openOn(supergraphSdl);
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const headers = { 'content-type': 'application/json', accept: request.headers.accept ?? '*/*' };
    const answer = await fetch(`${gateway.origin}/graphql`, { method: 'POST', headers, body: await text(request) });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(await answer.text());
  };
  const door = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => door.listen(gatewayPort, '127.0.0.1', resolve));
  return async () => {
    door.closeAllConnections();
    await new Promise((resolve) => door.close(resolve));
    await gateway.close();
  };
}

async function openApollos(supergraphSdl: string): Promise<() => Promise<void>> {
  const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }) });
  await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: gatewayPort } });
  return () => server.stop();
}

function runTests(tests: string, productsUrl: string): Promise<readonly Assertion[]> {
  const jest = createRequire(path.join(tests, 'package.json')).resolve('jest/bin/jest');
  const config = { rootDir: path.join(tests, 'dist/tests'), transform: {}, testPathIgnorePatterns: [] };
  const settings = JSON.stringify({ ...config, haste: { retainAllFiles: true }, testEnvironment: 'node' });
  return new Promise((resolve, reject) => {
    const options = { env: { PRODUCTS_URL: productsUrl }, maxBuffer: 1 << 26 };
    execFile(process.execPath, [jest, '--ci', '--json', '--config', settings], options, (_error, answer, noise) => {
      if (answer === '') return reject(new Error(noise));
      const { testResults } = JSON.parse(answer) as { testResults: { assertionResults: Assertion[] }[] };
      resolve(testResults.flatMap(({ assertionResults }) => assertionResults));
    });
  });
}

const { TESTS: features } = createRequire(path.resolve(folder, 'package.json'))('./dist/testRunner.js') as {
  TESTS: readonly Feature[];
};
const sdlOf = (name: string): Promise<string> =>
  readFile(path.resolve(folder, `dist/subgraphs/${name}/${name}.graphql`), 'utf8');
const clock = { now: () => new Date() };
const database = await Database.open({ kind: 'memory' });
await prepareTables(database, [products]);
const bus = await Bus.open({ database, clock, log: { info() {}, warn() {}, error() {} } });
const server = await openProducts({ database, bus, clock });
const neighbours = await openNeighbours({ users: await sdlOf('users'), inventory: await sdlOf('inventory') });
const supergraphSdl = await supergraphWith(server.url, neighbours);
const closeGateway = await (brand === 'apollo' ? openApollos : openOurs)(supergraphSdl);
try {
  const assertions = await runTests(path.resolve(folder), server.url);
  const outcomes = features.map(({ assertion, column }) => {
    const own = assertions.filter(({ ancestorTitles, fullName }) => (ancestorTitles[0] ?? fullName) === assertion);
    return { column, own, passed: own.length > 0 && own.every(({ status }) => status === 'passed') };
  });
  console.log(`| feature | tests | ${brand} |\n|---|---|---|`);
  for (const { column, own, passed } of outcomes) {
    console.log(`| ${column} | ${own.length} | ${passed ? 'passed' : 'FAILED'} |`);
  }
  const passed = outcomes.filter((each) => each.passed).length;
  console.log(`\n${passed} of ${features.length} features, ${assertions.length} tests`);
  process.exitCode = passed === features.length ? 0 : 1;
} finally {
  await closeGateway();
  for (const neighbour of neighbours) await neighbour.close();
  await server.close();
  await bus.close();
  await database.close();
}
