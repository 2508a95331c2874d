import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../support/portal.js';
import {
  type Department,
  head,
  listAddresses,
  type Proposal,
  publish,
  refusalOf,
  startDepartment,
  versionOf,
} from './department.js';

const sdl = `${head}
type Query { pier(id: ID!): Pier }
type Pier @key(fields: "id") @key(fields: "kind place { code number }") { id: ID! kind: Kind! place: Place! name: String }
type Place { code: String! number: Int! }
type Berth @key(fields: "id", resolvable: false) { id: ID! }
type Mark @key(fields: "at") { at: Moment! }
scalar Moment
enum Kind { STONE WOOD }
`;
const guarded = sdl.replace('name: String', 'name: String @authenticated');

let portal: TestPortal;
let department: Department;

beforeAll(async () => {
  portal = await openPortal();
  department = await startDepartment(sdl);
  await listAddresses(portal, [['320281-water', department.origin]]);
});

afterEach(() => department.answerBy(null));

afterAll(async () => {
  await portal?.close();
  await department?.close();
});

interface Asked {
  readonly query: string;
  readonly variables?: { readonly them: readonly Record<string, unknown>[] };
  readonly authorization: string | undefined;
}

type Said = object | { readonly status: number };

/** Serves the schema, answers what `say` has an answer for, and the rest as a service that is well. */
function serve(of: string, say: (asked: Asked) => Said | null | Promise<Said | null>): Asked[] {
  const seen: Asked[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { query, variables } = (await json(request)) as Asked;
    const asked = { query, variables, authorization: request.headers.authorization };
    seen.push(asked);
    const said = (await say(asked)) ?? wellAnswer(of, asked);
    const status = 'status' in said ? said.status : 200;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  };
  department.answerBy((request, response) => void answer(request, response));
  return seen;
}

function wellAnswer(of: string, { query, authorization }: Asked): Said {
  if (authorization !== undefined) return { status: 401, errors: [{ message: 'Who are you?' }] };
  if (query.includes('_service')) return { data: { _service: { sdl: of } } };
  return query.includes('_entities') ? { data: { _entities: [null] } } : { data: { __typename: 'Query' } };
}

async function check(of: string, more: Partial<Proposal> = {}): Promise<unknown> {
  const { data, errors } = await portal.ask(
    'mutation ($proposal: ProposalInput!) { check: checkSubgraph(proposal: $proposal) { passed findings { rule weight about } } }',
    { proposal: { name: 'piers', url: department.url, sdl: of, ...more } },
    { as: 'registry.publisher' },
  );
  if (!data?.['check']) throw new Error(JSON.stringify(errors));
  return data['check'];
}

const passed = { passed: true, findings: [] };
const refused = (rule: string, about: string | null) => ({ rule, weight: 'REFUSED', about });

test('of a schema with thousands of keys a hundred are asked for', async () => {
  const names = Array.from({ length: 1_500 }, (_, number) => `Buoy${number}`);
  const many = `${head}type Query { buoy: Buoy0 }\n${names.map((name) => `type ${name} @key(fields: "id") { id: ID! }`).join('\n')}\n`;
  const seen = serve(many, () => null);
  expect(await check(many)).toEqual(passed);
  expect(seen.filter(({ variables }) => variables).length).toBe(100);
});

test('each key is asked for by values of its types that name nobody, but those that nobody can make up', async () => {
  const seen = serve(sdl, () => null);
  expect(await check(sdl)).toEqual(passed);
  expect(seen.flatMap(({ variables }) => variables?.them ?? [])).toEqual([
    { __typename: 'Pier', id: 'yimen-check-names-nobody' },
    {
      __typename: 'Pier',
      kind: 'STONE',
      place: { code: 'yimen-check-names-nobody', number: 2147483646 },
    },
  ]);
});

test.each<[string, Said]>([
  ['nobody', { data: { _entities: [null] } }],
  ['an object', { data: { _entities: [{ __typename: 'Pier' }] } }],
  ['an error at the entity', { data: { _entities: [null] }, errors: [{ message: 'none', path: ['_entities', 0] }] }],
  ['that it wants a token', { status: 401 }],
  ['that it wants another role', { data: null, errors: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }] }],
])('a service that answers %s resolves its keys', async (_what, said) => {
  serve(sdl, ({ query }) => (query.includes('_entities') ? said : null));
  expect(await check(sdl)).toEqual(passed);
});

test.each<[string, Said]>([
  ['an error at all entities', { data: null, errors: [{ message: 'Unknown type', path: ['_entities'] }] }],
  ['that there is no such field', { status: 400, errors: [{ message: 'Cannot query field "_entities".' }] }],
  ['another type', { data: { _entities: [{ __typename: 'Place' }] } }],
  ['more than was asked', { data: { _entities: [null, null] } }],
  ['with no list', { data: { _entities: null } }],
  ['with an error of its server', { status: 500 }],
])('a service that answers %s does not, and is refused with the type', async (_what, said) => {
  serve(sdl, ({ query, variables }) => (query.includes('_entities') && variables?.them[0]?.['id'] ? said : null));
  expect(await check(sdl)).toEqual({ passed: false, findings: [refused('KEY_NOT_RESOLVED', 'Pier')] });
});

test('a service with guarded fields that takes a token which nobody signed waits for an approver, who is told', async () => {
  const open = ({ authorization }: Asked): Said | null => (authorization ? { data: { __typename: 'Query' } } : null);
  serve(guarded, open);
  expect(await check(guarded)).toEqual({
    passed: true,
    findings: [{ rule: 'TOKEN_NOT_VERIFIED', weight: 'APPROVAL', about: null }],
  });
  const seen = serve(guarded, () => null);
  expect(await check(guarded)).toEqual(passed);
  expect(seen.filter(({ authorization }) => authorization)).toHaveLength(1);
  serve(guarded, ({ authorization }) =>
    authorization ? { data: { __typename: 'Query' }, errors: [{ message: 'no' }] } : null,
  );
  expect(await check(guarded)).toEqual(passed);
});

test('a service without guarded fields is asked for nothing in the name of anybody', async () => {
  const seen = serve(sdl, () => null);
  expect(await check(sdl)).toEqual(passed);
  expect(seen.filter(({ authorization }) => authorization)).toEqual([]);
});

/** Answers so many of the questions that measure too late. */
async function checkWith(late: number): Promise<unknown> {
  let left = late;
  serve(sdl, async ({ query, authorization }) => {
    if (query !== '{ __typename }' || authorization || left === 0) return null;
    left -= 1;
    await pause(700);
    return null;
  });
  return check(sdl, { p95Milliseconds: 500 });
}

test('a service that declares its time is held to nineteen answers of twenty', async () => {
  expect(await checkWith(1)).toEqual(passed);
  expect(await checkWith(2)).toEqual({ passed: false, findings: [refused('SLOWER_THAN_DECLARED', null)] });
});

test('what it declares is kept with the version, and is 1 to 5,000 milliseconds', async () => {
  const proposal = { name: 'piers', url: department.url, sdl };
  for (const p95Milliseconds of [0, 5_001]) {
    const answer = await publish(portal, { ...proposal, p95Milliseconds }, 0, 'registry.publisher');
    expect(refusalOf(answer)).toEqual(['INVALID', 'PROPOSAL_INVALID']);
  }
  serve(sdl, () => null);
  const { id } = versionOf(await publish(portal, { ...proposal, p95Milliseconds: 5_000 }, 0, 'registry.publisher'));
  const { data } = await portal.ask(
    'query ($id: ID!) { subgraphVersion(id: $id) { p95Milliseconds } }',
    { id },
    { as: 'registry.admin' },
  );
  expect(data).toEqual({ subgraphVersion: { p95Milliseconds: 5_000 } });
});
