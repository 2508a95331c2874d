import { afterAll, beforeAll, expect, test } from '@jest/globals';
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
