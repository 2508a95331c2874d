import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { subgraphsFound } from '../support/modules.js';
import { openModuleServer } from '../support/module-server.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { type Department, head, install, listAddresses, startDepartment } from './department.js';

const sdl = `${head}\ntype Query { spring: String }\n`;

let portal: TestPortal;
let department: Department;

beforeAll(async () => {
  portal = await openPortal();
  department = await startDepartment(sdl);
  await listAddresses(portal, [['320281-water', department.origin]]);
});

afterAll(async () => {
  await portal?.close();
  await department?.close();
});

async function supergraph(as?: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') {
  const login = as === undefined ? {} : { authorization: `Bearer ${await portal.tokenOf(as)}` };
  const response = await fetch(`${portal.origin}/supergraph`, { method, headers: { ...login, ...headers } });
  const text = await response.text();
  return {
    status: response.status,
    tag: response.headers.get('etag') ?? '',
    allow: response.headers.get('allow'),
    text,
  };
}

test('the supergraph is for those who may read the registry, and for GET', async () => {
  for (const [as, status, code] of [
    [undefined, 401, 'UNAUTHENTICATED'],
    ['grid.officer', 403, 'FORBIDDEN'],
  ] as const) {
    const refused = await supergraph(as);
    expect(refused.status).toBe(status);
    const { errors } = JSON.parse(refused.text) as { errors: readonly { extensions: object }[] };
    expect(errors[0]?.extensions).toMatchObject({ code, reason: 'SUPERGRAPH_CLOSED' });
    expect(refused.text).not.toContain('join__');
  }
  expect(await supergraph('registry.admin', {}, 'POST')).toMatchObject({ status: 405, allow: 'GET, HEAD' });
});

test('it is the one that serves, and says no more to whoever has it', async () => {
  const first = await supergraph('registry.publisher');
  expect(first.status).toBe(200);
  expect(first.text).toBe(portal.portal.graphs.current.supergraphSdl);
  expect(first.text).not.toContain(department.origin);
  expect(await supergraph('registry.publisher', { 'if-none-match': first.tag })).toMatchObject({
    status: 304,
    text: '',
  });
  expect(await supergraph('registry.publisher', {}, 'HEAD')).toMatchObject({ status: 200, text: '', tag: first.tag });

  await install(portal, { name: 'springs', url: department.url, sdl }, 0);
  const second = await supergraph('registry.publisher', { 'if-none-match': first.tag });
  expect(second.status).toBe(200);
  expect(second.tag).not.toBe(first.tag);
  expect(second.text).toContain(`@join__graph(name: "springs", url: "${department.url}")`);
});

test('a registry that is served apart from the portal has no graph to try a subgraph on, and publishes none', async () => {
  const registry = subgraphsFound.find(({ name }) => name === 'registry');
  if (!registry) throw new Error('There is no registry.');
  const { database, bus } = portal.portal;
  const clock = { now: () => portal.clock.moment };
  const apart = await openModuleServer(registry, { database, bus, clock }, () => portal);
  const headers = {
    'content-type': 'application/json',
    'accept-language': 'en',
    authorization: `Bearer ${await portal.tokenOf('registry.publisher')}`,
  };
  const proposal = { name: 'brooks', url: department.url, sdl };
  const verbs = [
    'checkSubgraph(proposal: $proposal) { passed }',
    'publishSubgraph(proposal: $proposal, expectedVersion: 0) { id }',
  ];
  for (const verb of verbs) {
    const query = `mutation ($proposal: ProposalInput!) { done: ${verb} }`;
    const body = JSON.stringify({ query, variables: { proposal } });
    const answer = (await (await fetch(apart.url, { method: 'POST', headers, body })).json()) as object;
    expect(answer).toEqual({
      data: { done: null },
      errors: [
        {
          message:
            'This module is served apart from the portal and has no graph to try subgraphs on; run it in the portal.',
          path: ['done'],
          extensions: { code: 'UPSTREAM', reason: 'GRAPH_ELSEWHERE' },
        },
      ],
    });
  }
  await apart.close();
  const { errors } = await portal.ask('{ subgraph(name: "brooks") { id } }', {}, { as: 'registry.admin' });
  expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});
