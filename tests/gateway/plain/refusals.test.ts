import { spawn } from 'node:child_process';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readPlainConfig } from '../../../gateway/config.js';
import { projectRoot } from '../../../gateway/portal.js';
import { Fault } from '../../../kit/module/fault.js';
import { openOn, supergraphOf } from './plain-graph.js';

const plain = supergraphOf({ towns: { sdl: 'type Query { town: String }' } });

const withLink = (url: string, purpose: string) =>
  plain.replace('schema\n', `schema\n  @link(url: "${url}", for: ${purpose})\n`);

const fromContext = supergraphOf({
  towns: {
    sdl: `
      type Query { town: Town }
      type Town @key(fields: "id") @context(name: "town") { id: ID! code: String! street: Street }
      type Street @key(fields: "id") { id: ID! name(code: String @fromContext(field: "$town { code }")): String }
    `,
  },
  other: { sdl: 'type Query { other: Int }' },
});

describe('What cannot be executed is refused by name', () => {
  test.each([
    ['arguments from context', fromContext, 'FEATURE_NOT_EXECUTABLE', '@context and @fromContext'],
    [
      'connectors',
      plain.replace(
        'schema\n',
        'schema\n  @join__directive(graphs: [TOWNS], name: "link", args: {url: "https://specs.apollo.dev/connect/v0.2"})\n',
      ),
      'FEATURE_NOT_EXECUTABLE',
      '@connect and @source (https://specs.apollo.dev/connect/v0.2)',
    ],
    [
      'another specification for execution',
      withLink('https://specs.example.org/route/v1.0', 'EXECUTION'),
      'FEATURE_NOT_EXECUTABLE',
      'a specification for execution (https://specs.example.org/route/v1.0)',
    ],
    [
      'a security specification',
      withLink('https://specs.example.org/seal/v1.0', 'SECURITY'),
      'SECURITY_LINK_UNKNOWN',
      'https://specs.example.org/seal/v1.0',
    ],
    [
      'a weight below zero',
      supergraphOf({ towns: { sdl: 'type Query { town(by: Int @cost(weight: -3)): String }' } }),
      'COST_BELOW_ZERO',
      'Query.town(by:) has @cost(weight: -3)',
    ],
    [
      'another version of join',
      plain.replace('/join/v0.5', '/join/v0.9'),
      'FEATURE_NOT_EXECUTABLE',
      'version 0.9 of the join specification',
    ],
    [
      'a schema that is no supergraph',
      'type Query { town: String }',
      'FEATURE_NOT_EXECUTABLE',
      'a supergraph without a @link to the join',
    ],
  ])('%s', async (_what, supergraph, reason, named) => {
    const refusal = await openOn(supergraph).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!(refusal instanceof Fault)) throw refusal;
    expect(refusal.extensions).toMatchObject({ code: 'INVALID', reason });
    expect(refusal.sentence.en).toContain(named);
  });

  test('a subgraph without an address is named, and a setting gives it one', async () => {
    const supergraph = plain.replace('http://towns.invalid/graphql', 'local:towns');
    await expect(openOn(supergraph)).rejects.toThrow(
      'The supergraph gives the subgraph "towns" the address "local:towns"; set SUBGRAPH_TOWNS_URL.',
    );
    const gateway = await openOn(supergraph, { SUBGRAPH_TOWNS_URL: 'http://127.0.0.1:9/graphql' });
    await gateway.close();
  });

  test.each(['native', 'apollo'])('the planner is %s where that is set', async (planner) => {
    const gateway = await openOn(plain, { PLANNER: planner });
    expect(gateway.graph.planner.name).toBe(planner);
    await gateway.close();
  });

  test('a file that is not GraphQL is named', async () => {
    await expect(openOn('type {')).rejects.toThrow(/^SUPERGRAPH_FILE is ".*", which is not GraphQL: Syntax Error/);
  });

  test.each([
    [{}, 'SUPERGRAPH_FILE is not set: give the path of the supergraph to serve.'],
    [{ SUPERGRAPH_FILE: 'x', PLANNER: 'best' }, 'PLANNER is "best"; it must be one of any, native, apollo.'],
  ])('the settings %j are refused', (settings, sentence) => {
    expect(() => readPlainConfig(settings)).toThrow(sentence);
  });
});

describe('As a command', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'yimen-plain-'));
    await writeFile(path.join(folder, 'supergraph.graphql'), plain);
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Runs the command until it says that it serves; `loaded` are the addresses of all modules that it has read. */
  function run(file: string) {
    const telling =
      'data:text/javascript,import { registerHooks } from "node:module"; import { writeSync } from "node:fs";' +
      'registerHooks({ load(url, context, next) { writeSync(2, url + "\\n"); return next(url, context); } });';
    const hooks = ['./scripts/environment.mjs', './scripts/typescript.mjs', telling].flatMap((one) => [
      '--import',
      one,
    ]);
    const child = spawn(process.execPath, [...hooks, 'gateway/plain.ts'], {
      cwd: projectRoot,
      env: { PORT: '0', SUPERGRAPH_FILE: path.join(folder, file) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaint = '';
    let output = '';
    child.stderr.on('data', (piece) => (complaint += String(piece)));
    child.stdout.on('data', (piece) => {
      output += String(piece);
      if (output.includes(' after ')) child.kill('SIGTERM');
    });
    return new Promise<{ status: number | null; output: string; loaded: string[] }>((resolve) =>
      child.on('close', (status) => resolve({ status, output, loaded: complaint.trim().split('\n') })),
    );
  }

  test('it opens, loads nothing of modules, database or issuer, and closes when asked', async () => {
    const { status, output, loaded } = await run('supergraph.graphql');
    expect(output).toMatch(
      /^1 subgraphs at http:\/\/127\.0\.0\.1:\d+\/graphql after \d+ ms, warmed up by [1-9]\d* operations\nSIGTERM/,
    );
    expect(status).toBe(0);
    expect(loaded.some((url) => url.includes('/node_modules/graphql/'))).toBe(true);
    const unwanted =
      /\/node_modules\/(@mikro-orm|@electric-sql|pg|pg-boss|type-graphql|oidc-provider|keycloak-connect|@apollo\/(federation-internals|query-planner|composition))\//;
    expect(loaded.filter((url) => unwanted.test(url))).toEqual([]);
  });

  test('it says in one sentence why it cannot open', async () => {
    const { status, loaded } = await run('absent.graphql');
    expect(status).toBe(1);
    expect(loaded.at(-1)).toMatch(/^SUPERGRAPH_FILE is ".*absent\.graphql", which cannot be read \(ENOENT\)\.$/);
  });
});
