import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { projectRoot } from '../../../gateway/portal.js';
import { graphOf, localFetch, type TestGraph } from '../execution/federation.js';

const self = (one: unknown) => one;

const subgraphs = {
  places: {
    sdl: 'type Query { town(n: Int!): Town } type Town @key(fields: "id") { id: ID! name: String }',
    resolvers: {
      Query: { town: (_: unknown, { n }: { n: number }) => ({ id: `t${n}` }) },
      Town: { __resolveReference: self, name: () => '华士镇' },
    },
  },
  scores: {
    sdl: 'type Town @key(fields: "id") { id: ID! score: String }',
    resolvers: { Town: { __resolveReference: self, score: ({ id }: { id: string }) => `score of ${id}` } },
  },
};

const servers: Server[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yimen-compare-test-'));
  const graph = await graphOf(subgraphs);
  let { supergraphSdl } = graph;
  for (const name of Object.keys(subgraphs))
    supergraphSdl = supergraphSdl.replace(`http://${name}.invalid`, await serve(graph, name));
  await writeFile(path.join(folder, 'supergraph.graphql'), supergraphSdl);
  await writeFile(path.join(folder, 'town.graphql'), 'query ($n: Int!) { town(n: $n) { name score } }');
  await writeFile(path.join(folder, 'variables.json'), '{ "n": 7 }');
});

afterAll(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true, force: true });
});

async function serve({ schemas }: TestGraph, name: string): Promise<string> {
  const schema = schemas.get(name);
  if (!schema) throw new Error(`No subgraph ${name}.`);
  const answer = localFetch(schema);
  const server = createServer((request, response) => {
    const answered = async (): Promise<void> => {
      const { query, variables } = (await json(request)) as { query: string; variables: Record<string, unknown> };
      const document = parse(query);
      const told = await answer({
        kind: 'query' as never,
        operation: query,
        document,
        operationName: undefined,
        variables,
      });
      response.setHeader('content-type', 'application/json').end(JSON.stringify(told));
    };
    answered().catch((error: Error) => response.destroy(error));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

interface Told {
  readonly code: number | null;
  readonly output: string;
  readonly complaint: string;
}

async function compare(columns: number, ...asked: string[]): Promise<Told> {
  const command = ['--import', './scripts/typescript.mjs', 'scripts/compare.ts', ...asked];
  const environment = { COLUMNS: String(columns), SUPERGRAPH_FILE: '' };
  const child = spawn(process.execPath, command, { cwd: projectRoot, env: environment });
  let output = '';
  let complaint = '';
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (complaint += piece.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output, complaint };
}

const onSupergraph = () => ['--supergraph', path.join(folder, 'supergraph.graphql')];

test('an operation of a file, with variables, is answered alike and shown in two columns on a wide terminal', async () => {
  const variables = ['--variables', path.join(folder, 'variables.json')];
  const { code, output } = await compare(120, path.join(folder, 'town.graphql'), ...variables, ...onSupergraph());
  expect(output).toContain('The answers are alike.');
  expect(output).toMatch(/^ours: plan +│ Apollo's gateway: plan$/m);
  expect(output).toMatch(/^ +"score": "score of t7" +│ +"score": "score of t7"$/m);
  expect(output).toMatch(/^ +"name": "华士镇", +│ +"name": "华士镇",$/m);
  expect(output).toContain('"subgraph": "scores"');
  expect(output).toContain('Fetch(service: "scores")');
  expect(code).toBe(0);
});

test('answers that differ are shown one after the other on a narrow terminal, and the exit code is 1', async () => {
  const { code, output } = await compare(80, '{ town(n: 3) { id: name score } }', ...onSupergraph());
  expect(output).toContain('The answers differ.');
  expect(output).not.toContain('│');
  expect(output.indexOf("Apollo's gateway: answer")).toBeGreaterThan(output.indexOf('"score": "score of t3"'));
  expect(output).toContain('"id": "t3"');
  expect(code).toBe(1);
});

test('what cannot be compared is told with exit code 2', async () => {
  const mutation = await compare(80, 'mutation { stop }', ...onSupergraph());
  expect(mutation).toEqual({
    code: 2,
    output: '',
    complaint: 'Both gateways would run it: a mutation is not compared.\n',
  });
  const nothing = await compare(80);
  expect(nothing.complaint).toContain('npm run compare -- OPERATION [--variables FILE]');
  expect(nothing.code).toBe(2);
});
