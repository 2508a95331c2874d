import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import { type Department, head, install, listAddresses, startDepartment } from '../registry/department.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { type LeftOpen, openShell, type Shell } from '../support/typed-yimen.js';
import { logInAtTerminal } from './log-in-at-terminal.js';

const county = path.join(projectRoot, 'schema/supergraph.graphql');
const sdl = `${head}
type Query { well(id: ID!): Well }
type Well @key(fields: "id") { id: ID! grid: Grid }
type Grid @key(fields: "code", resolvable: false) { code: ID! }
`;
const deeper = sdl.replace('grid: Grid }', 'grid: Grid depth: Float }');
const well = { id: 'w1', grid: { __typename: 'Grid', code: '320281100' }, depth: 7.5 };
const resolvers = { Query: { well: () => well } };

let department: Department;
let shell: Shell;

beforeAll(async () => {
  department = await startDepartment(sdl, resolvers);
  shell = await openShell();
  await write(sdl);
  const project = { name: 'wells', url: department.url, schema: 'schema.graphql' };
  await writeFile(path.join(shell.folder, 'yimen.json'), JSON.stringify(project));
});

afterAll(async () => {
  await shell?.close();
  await department?.close();
});

const write = (schema: string): Promise<void> => writeFile(path.join(shell.folder, 'schema.graphql'), schema);

/** Where a gateway that was left open says that it stands. */
function addressIn(left: LeftOpen): string {
  const [address] = /http:\/\/127\.0\.0\.1:\d+\/graphql/.exec(left.printed()) ?? [];
  if (address === undefined) throw new Error(left.printed());
  return address;
}

async function ask(address: string, query: string, headers: object = {}): Promise<Record<string, unknown>> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return (await answer.json()) as Record<string, unknown>;
}

describe('yimen dev', () => {
  let left: LeftOpen;
  beforeAll(async () => {
    left = await shell.leaveOpen(`yimen dev --supergraph ${county} --port 0`, 'made up: ');
  });

  test('says where it serves, and who is live and who is made up', () => {
    expect(left.printed().trim().split('\n')).toEqual([
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/),
      `live: wells (${department.url})`,
      'remote: none',
      'made up: audit, authority, dispatch, enforcement, evaluation, grid, registry',
    ]);
  });

  test('asks the own service, and makes up what others would answer', async () => {
    const { data } = await ask(addressIn(left), '{ well(id: "w1") { id grid { code name } } }');
    expect(data).toEqual({
      well: { id: 'w1', grid: { code: '320281100', name: expect.stringMatching(/^第 \d+ 项$/) } },
    });
  });

  test('composes anew when the schema changes, and serves on where it does not compose', async () => {
    const question = '{ well(id: "w1") { depth } }';
    expect(await ask(addressIn(left), question)).toMatchObject({
      errors: [{ message: expect.stringContaining('depth') }],
    });
    department.serve(deeper, resolvers);
    await write(deeper);
    await left.prints('Composed anew in ');
    expect(await ask(addressIn(left), question)).toEqual({ data: { well: { depth: 7.5 } } });
    await write('type Query {');
    await left.prints('It does not compose:\n');
    await write(deeper.replace('type Well', 'type Grid2'));
    await left.prints('[wells] Unknown type Well');
    expect(await ask(addressIn(left), question)).toEqual({ data: { well: { depth: 7.5 } } });
  });

  test('serves nobody whom another’s name led there', async () => {
    const { port } = new URL(addressIn(left));
    const answer = await new Promise<string>((resolve, reject) => {
      const headers = { host: 'rebound.example', 'content-type': 'application/json' };
      request({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers }, (response) => {
        text(response).then((body) => resolve(`${response.statusCode} ${body}`), reject);
      })
        .on('error', reject)
        .end('{"query":"{ __typename }"}');
    });
    expect(answer).toBe('403 This gateway serves its own machine alone.\n');
  });

  test('refuses a port that is taken, and ends at Ctrl-C with 0', async () => {
    await write(deeper);
    const { port } = new URL(addressIn(left));
    const taken = await shell.yimen(['dev', '--supergraph', county, '--port', port, '--json']);
    expect([taken.code, JSON.parse(taken.out)]).toMatchObject([
      2,
      { errors: [{ extensions: { reason: 'PORT_TAKEN' } }] },
    ]);
    expect(await left.interrupt()).toBe(0);
    expect(left.printed()).toContain('Stopped.');
  });

  test.each([
    ['type Query { nothing: Nothing }', 1, 'NOT_COMPOSED'],
    [sdl, 2, 'SUPERGRAPH_WRONG'],
  ])('does not begin with %j', async (schema, code, reason) => {
    await write(schema);
    const file = reason === 'SUPERGRAPH_WRONG' ? path.join(shell.folder, 'yimen.json') : county;
    const typed = await shell.yimen(['dev', '--supergraph', file, '--port', '0', '--json']);
    expect([typed.code, JSON.parse(typed.out)]).toMatchObject([code, { errors: [{ extensions: { reason } }] }]);
    await write(sdl);
  });
});

describe('yimen plan', () => {
  const plan = (...words: readonly string[]) => shell.yimen(['plan', ...words, '--supergraph', county]);

  test('shows who is asked what, and what it may cost', async () => {
    await writeFile(path.join(shell.folder, 'me.graphql'), '{ me { name regions { name commandCentre { name } } } }');
    const { code, out } = await plan('me.graphql');
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.replace(/:.*/, ''))).toEqual([
      'Sequence',
      '  Fetch authority',
      '  EntityFetch dispatch',
      '2 fetches of 2 subgraphs; costs 21 at most',
      '',
    ]);
  });

  test.each([
    ['{ nothingLikeThis }', 'Cannot query field \\"nothingLikeThis\\" on type \\"Query\\".'],
    ['{ me {', 'Syntax Error'],
  ])('refuses %j in the words of validation', async (operation, words) => {
    await writeFile(path.join(shell.folder, 'wrong.graphql'), operation);
    const { code, out } = await plan('wrong.graphql', '--json');
    expect([code, JSON.parse(out)]).toMatchObject([2, { errors: [{ extensions: { reason: 'OPERATION_WRONG' } }] }]);
    expect(out).toContain(words);
  });

  test('refuses files that are not there', async () => {
    const { code, err } = await plan('none.graphql');
    expect([code, err]).toEqual([2, '"none.graphql" cannot be run on this graph: ENOENT\n']);
  });
});

describe('Over a portal', () => {
  let portal: TestPortal;
  let other: Department;
  const seen: (string | undefined)[] = [];

  beforeAll(async () => {
    portal = await openPortal();
    const served = `${head}\ntype Query { spring: Spring }\ntype Spring @key(fields: "id") { id: ID! name: String }\n`;
    other = await startDepartment(served);
    await listAddresses(portal, [['320281-water', other.origin]]);
    await install(portal, { name: 'springs', url: other.url, sdl: served }, 0);
    other.answerBy((asked, response) => {
      seen.push(asked.headers.authorization);
      response.setHeader('content-type', 'application/json').end('{"data":{"spring":{"id":"s1","name":"Clear"}}}');
    });
    await logInAtTerminal(shell, portal.origin, 'registry.publisher');
  });

  afterAll(async () => {
    await portal?.close();
    await other?.close();
  });

  test('the plan is the portal’s own', async () => {
    const operation = '{ spring { name } me { name regions { name commandCentre { name } } } }';
    await writeFile(path.join(shell.folder, 'both.graphql'), operation);
    const { code, out } = await shell.yimen(['plan', 'both.graphql', '--json']);
    expect(code).toBe(0);
    const { extensions } = await portal.ask(
      operation,
      {},
      { as: 'registry.publisher', headers: { 'x-query-plan': '1' } },
    );
    const { plan, cost } = JSON.parse(out) as { plan: unknown; cost: unknown };
    expect({ plan, cost }).toEqual({ plan: extensions?.['queryPlan'], cost: extensions?.['cost'] });
  });

  test('others are asked where they are, with the token of whoever develops, or of whoever asks', async () => {
    await write(sdl);
    const left = await shell.leaveOpen('yimen dev --port 0', 'made up: ');
    expect(left.printed()).toContain('remote: springs\n');
    seen.length = 0;
    expect(await ask(addressIn(left), '{ spring { name } }')).toEqual({ data: { spring: { name: 'Clear' } } });
    const token = await portal.tokenOf('grid.officer');
    await ask(addressIn(left), '{ spring { id name } }', { authorization: `Bearer ${token}` });
    expect(seen).toEqual([expect.stringMatching(/^Bearer ey/), `Bearer ${token}`]);
    expect(seen[0]).not.toBe(seen[1]);
    await left.interrupt();

    const mocked = await shell.leaveOpen('yimen dev --port 0 --mock', 'made up: ');
    expect(mocked.printed()).toContain('remote: none\n');
    expect(await ask(addressIn(mocked), '{ spring { name } }')).toEqual({
      data: { spring: { name: expect.stringMatching(/^第 \d+ 项$/) } },
    });
    expect(seen).toHaveLength(2);
    await mocked.interrupt();
  });
});
