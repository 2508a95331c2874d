import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../support/portal.js';
import {
  act,
  type Department,
  head,
  install,
  listAddresses,
  publish,
  refusalOf,
  rulesOf,
  startDepartment,
  versionOf,
} from './department.js';

const water = '320281-water';
const ecology = '320281-ecology';

let portal: TestPortal;
let department: Department;

beforeAll(async () => {
  portal = await openPortal();
  department = await startDepartment(`${head}\ntype Query { nothing: String }\n`);
  await listAddresses(portal, [
    [water, department.origin],
    [ecology, department.origin],
  ]);
});

afterAll(async () => {
  await portal?.close();
  await department?.close();
});

interface Check {
  readonly passed: boolean;
  readonly owners: readonly string[];
  readonly findings: readonly { readonly rule: string; readonly weight: string; readonly about: string | null }[];
  readonly text: string;
}

async function check(sdl: string, { url = department.url, as = 'registry.publisher', name = 'rivers' } = {}) {
  const { data, errors } = await portal.ask(
    `mutation ($proposal: ProposalInput!) {
      check: checkSubgraph(proposal: $proposal) { passed owners findings { rule weight about } text }
    }`,
    { proposal: { name, url, sdl } },
    { as, headers: { 'accept-language': 'en' } },
  );
  if (!data?.['check']) throw new Error(JSON.stringify(errors));
  return data['check'] as Check;
}

/** The same for a service that says the schema of itself that is proposed. */
async function checkServed(sdl: string, more: Parameters<typeof check>[1] = {}): Promise<Check> {
  department.serve(sdl);
  return check(sdl, more);
}

const rulesIn = ({ findings }: Check): string[] =>
  findings.map(({ rule, about }) => (about ? `${rule} ${about}` : rule));

test('what fits has no finding', async () => {
  const sdl = `${head}\ntype Query { river(id: ID!): River }\n"A river." type River @key(fields: "id") { id: ID! "Metres." length: Float }\n`;
  expect(await checkServed(sdl)).toEqual({ passed: true, owners: [], findings: [], text: '' });
});

test('what does not compose is told in composition’s own words', async () => {
  const clash = `${head}\ntype Query { one: String }\ntype Grid @key(fields: "id") { id: ID! name: Int @shareable }\n`;
  const found = await checkServed(clash);
  expect(found.passed).toBe(false);
  expect(rulesIn(found)).toContain('DOES_NOT_COMPOSE');
  expect(found.text).toContain('Grid.name');
  const nonsense = await check('type Query {');
  expect(rulesIn(nonsense)).toEqual(['SDL_DIFFERS', 'SDL_NOT_GRAPHQL']);
  expect(nonsense.text).toContain('1:13');
});

test('what composes and cannot be executed here is refused', async () => {
  const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@context", "@fromContext"])
type Query { basin: Basin }
type Basin @key(fields: "id") @context(name: "basin") { id: ID! unit: String! gauges: [Gauge!]! }
type Gauge @key(fields: "id") { id: ID! shown(unit: String @fromContext(field: "$basin { unit }")): String }
`;
  expect(rulesIn(await checkServed(sdl))).toEqual(['FEATURE_NOT_EXECUTABLE']);
  const paid = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@cost"])
type Query { basin(by: Int @cost(weight: -3)): String }
`;
  const found = await checkServed(paid);
  expect(rulesIn(found)).toEqual(['COST_BELOW_ZERO']);
  expect(found.text).toContain('Query.basin(by:) has @cost(weight: -3): a cost is 0 or more.');
});

test('the name of a module of the portal is taken', async () => {
  const found = await checkServed(`${head}\ntype Query { one: String }\n`, { name: 'grid' });
  expect(rulesIn(found)).toEqual(['DOES_NOT_COMPOSE']);
  expect(found.text).toContain('"grid" is that of a module');
});

test('a service that says another schema of itself, or too much, redirects, is silent or away is found out', async () => {
  const sdl = `${head}\ntype Query { creek: String lake: Int }\n`;
  department.serve(`${head}\ntype Query { creek: String lake: Float }\n`);
  expect(rulesIn(await check(sdl))).toEqual(['SDL_DIFFERS']);
  department.serve(`${head}\ntype Query { creek: String lake: Int pond: Int }\n`);
  expect(rulesIn(await check(sdl))).toEqual(['SDL_DIFFERS']);
  department.serve(`${head}\ntype Query { "In metres." lake: Int creek: String }\n`);
  expect(rulesIn(await check(sdl))).toEqual([]);
  let followed = 0;
  department.answerBy((request, response) => {
    if (request.url === '/elsewhere') followed += 1;
    response.writeHead(302, { location: `${department.origin}/elsewhere` }).end();
  });
  expect(rulesIn(await check(sdl))).toEqual(['SERVICE_REDIRECTS']);
  expect(followed).toBe(0);
  department.answerBy((_request, response) => response.end('{"data":{}}'));
  expect(rulesIn(await check(sdl))).toEqual(['SERVICE_TELLS_NOTHING']);
  // Two million characters are read, one more is not.
  const told = JSON.stringify({ data: { _service: { sdl } } });
  department.answerBy((_request, response) => response.end(told.padEnd(2_000_000)));
  expect(rulesIn(await check(sdl))).toEqual([]);
  department.answerBy((_request, response) => response.end(told.padEnd(2_000_001)));
  expect(rulesIn(await check(sdl))).toEqual(['SERVICE_TELLS_TOO_MUCH']);
  department.answerBy(null);
  const gone = await startDepartment(sdl);
  await listAddresses(portal, [
    [water, department.origin],
    [ecology, department.origin],
    [water, gone.origin],
  ]);
  await gone.close();
  expect(rulesIn(await check(sdl, { url: gone.url }))).toEqual(['SERVICE_AWAY']);
});

test('an address that is not listed for the department is not even asked', async () => {
  const sdl = `${head}\ntype Query { creek: String }\n`;
  department.serve(sdl);
  const other = await startDepartment(sdl);
  const found = await check(sdl, { url: other.url });
  expect(rulesIn(found)).toEqual(['ADDRESS_NOT_LISTED']);
  expect(other.asked).toEqual([]);
  await other.close();
  const refused = await publish(portal, { name: 'creeks', url: other.url, sdl }, 0, 'registry.publisher');
  expect(refusalOf(refused)).toEqual(['INVALID', 'CHECK_FAILED']);
  expect(rulesOf(refused)).toEqual(['ADDRESS_NOT_LISTED']);
  const { errors } = await portal.ask('{ subgraph(name: "creeks") { id } }', {}, { as: 'registry.admin' });
  expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});

test('a field that looks personal is for an approver to see, unless it is guarded', async () => {
  const sdl = `${head}
type Query { angler(id: ID!): Angler }
type Angler @key(fields: "id") { id: ID! idCard: String mobilePhone: String @authenticated catches: Int }
type Warden @key(fields: "id") @authenticated { id: ID! phone: String }
`;
  const found = await checkServed(sdl);
  expect(found.passed).toBe(true);
  expect(rulesIn(found)).toEqual(['PERSONAL_FIELD_UNGUARDED Angler.idCard']);
});

test('to refer to another’s type is nobody’s business, to add a field to one of the portal’s is an approver’s', async () => {
  const refers = `${head}
type Query { bank: Bank }
type Bank @key(fields: "id") { id: ID! grid: Grid }
type Grid @key(fields: "code", resolvable: false) { code: ID! }
`;
  expect(await checkServed(refers)).toMatchObject({ passed: true, findings: [], owners: [] });
  const adds = `${head}
type Query { bank: Bank }
type Bank @key(fields: "id") { id: ID! }
type Grid @key(fields: "code") { code: ID! floodRisk: String }
`;
  const found = await checkServed(adds);
  expect(found).toMatchObject({ passed: true, owners: [] });
  expect(rulesIn(found)).toEqual(['TYPE_OF_ANOTHER Grid.floodRisk']);
});

test('a field on another department’s type waits for that department’s approver, once', async () => {
  const owned = `${head}\ntype Query { canal(id: ID!): Canal }\ntype Canal @key(fields: "id") { id: ID! width: Int }\n`;
  department.serve(owned);
  await install(portal, { name: 'canals', url: department.url, sdl: owned }, 0);

  const adding = (fields: string) => `${head}\ntype Canal @key(fields: "id") { id: ID! ${fields} }\n`;
  const proposal = (sdl: string) => ({ name: 'quality', url: department.url, sdl });
  department.serve(adding('ph: Float'));
  const one = versionOf(await publish(portal, proposal(adding('ph: Float')), 0, 'registry.publisher2'));
  expect(one).toMatchObject({ owners: [water], findings: [{ rule: 'TYPE_OF_ANOTHER', about: 'Canal.ph' }] });
  expect(refusalOf(await act(portal, 'approveVersion', one, 'registry.approver'))).toEqual([
    'FORBIDDEN',
    'OWNER_APPROVES',
  ]);
  expect(versionOf(await act(portal, 'approveVersion', one, 'registry.approver2')).state).toBe('INSTALLED');

  department.serve(adding('ph: Float @authenticated'));
  const two = versionOf(await publish(portal, proposal(adding('ph: Float @authenticated')), 1, 'registry.publisher2'));
  expect(two).toMatchObject({ owners: [], findings: [] });
  expect(versionOf(await act(portal, 'approveVersion', two, 'registry.approver')).state).toBe('INSTALLED');
});

test('to take a field over from another department’s subgraph waits for it too, on a type of the portal as well', async () => {
  const adds = `${head}\ntype Grid @key(fields: "code") { code: ID! floodRisk: String }\n`;
  department.serve(adds);
  await install(portal, { name: 'risks', url: department.url, sdl: adds }, 0);
  const takes = adds.replace('String', 'String @override(from: "risks")');
  department.serve(takes);
  const found = await check(takes, { as: 'registry.publisher2', name: 'surveys' });
  expect(found.owners).toEqual([water]);
  expect(rulesIn(found)).toEqual(['TYPE_OF_ANOTHER Grid.floodRisk']);
});
