import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify, type JWTPayload } from 'jose';
import { act, install, listAddresses, type Version, versionOf } from '../registry/department.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { guardedSdl, type GuardedService, startGuarded } from './guarded-service.js';

let portal: TestPortal;
let service: GuardedService;

beforeAll(async () => {
  portal = await openPortal();
  service = await startGuarded(portal.origin, () => Date.now() + portal.tokens.ahead);
  await listAddresses(portal, [['320281-water', service.origin]]);
});

afterAll(async () => {
  await portal?.close();
  service?.close();
});

interface Recorded {
  readonly identity: string;
  readonly timeline: readonly [
    { readonly values: readonly { readonly name: string; readonly value: string | null }[] },
  ];
}

interface Registered {
  readonly versions: { readonly edges: readonly { readonly node: Version & Recorded }[] };
}

let latest = 0;

/** Publishes and approves the same schema with another word about callers. */
async function serve(identity?: 'RELAY' | 'CLAIMS' | 'NONE'): Promise<Version> {
  const proposal = { name: 'sluices', url: service.url, sdl: guardedSdl, ...(identity ? { identity } : {}) };
  const version = await install(portal, proposal, latest);
  latest += 1;
  return version;
}

/** The token with which the subgraph was asked a question of one caller's, or of nobody's. */
async function tokenTold(as?: string): Promise<string | undefined> {
  const { errors } = await portal.ask('{ sluice(id: "who") { level } }', {}, as === undefined ? {} : { as });
  expect(errors).toBe(undefined);
  const { authorization } = service.calls.findLast(({ body }) => Buffer.from(body).includes('sluice('))?.headers ?? {};
  return authorization?.replace(/^Bearer /, '');
}

async function verified(token: string, audience: string, at = Date.now()): Promise<JWTPayload> {
  const response = await fetch(`${portal.origin}/.well-known/http-message-signatures-directory`);
  const keys = createLocalJWKSet((await response.json()) as JSONWebKeySet);
  const options = { audience, issuer: 'yimen', algorithms: ['EdDSA'], currentDate: new Date(at) };
  return (await jwtVerify(token, keys, options)).payload;
}

test('unless another is named, a subgraph gets the caller’s own token', async () => {
  const { id } = await serve();
  expect(await tokenTold('grid.officer')).toBe(await portal.tokenOf('grid.officer'));
  expect(await tokenTold()).toBe(undefined);
  const { data } = await portal.ask(
    'query ($id: ID!) { subgraphVersion(id: $id) { identity } }',
    { id },
    { as: 'registry.admin' },
  );
  expect(data).toEqual({ subgraphVersion: { identity: 'RELAY' } });
});

test('with CLAIMS it gets what the portal signs for it alone, for a minute', async () => {
  await serve('CLAIMS');
  const token = (await tokenTold('grid.officer')) ?? '';
  const { sub, iat = 0, exp = 0, ...claims } = await verified(token, 'sluices');
  const own = JSON.parse(
    Buffer.from((await portal.tokenOf('grid.officer')).split('.')[1] ?? '', 'base64url').toString(),
  ) as JWTPayload;
  expect(sub).toBe(own.sub);
  expect(exp - iat).toBe(60);
  expect(claims).toEqual({
    iss: 'yimen',
    aud: 'sluices',
    azp: 'yimen-cli',
    kind: 'person',
    roles: ['grid_officer'],
    scope: expect.stringContaining('grid:read'),
    organization: ['320281104-command-centre'],
    regions: ['320281104'],
  });
  await expect(verified(token, 'wells')).rejects.toThrow('unexpected "aud" claim value');
  await expect(verified(token, 'sluices', Date.now() + 61_000)).rejects.toThrow('"exp" claim timestamp check failed');
  expect(await tokenTold()).toBe(undefined);
  expect(service.refused).toEqual([]);
});

test('claims are signed once in half a minute for each caller', async () => {
  const [one, other] = [await tokenTold('grid.officer'), await tokenTold('town.dispatcher')];
  expect(await tokenTold('grid.officer')).toBe(one);
  expect(await tokenTold('town.dispatcher')).toBe(other);
  const subjects = await Promise.all([one, other].map(async (token = '') => (await verified(token, 'sluices')).sub));
  expect(new Set(subjects).size).toBe(2);
  portal.tokens.ahead = 29_000;
  expect(await tokenTold('grid.officer')).toBe(one);
  portal.tokens.ahead = 31_000;
  const next = (await tokenTold('grid.officer')) ?? '';
  portal.tokens.ahead = 0;
  expect(next).not.toBe(one);
  expect((await verified(next, 'sluices')).sub).toBe((await verified(one ?? '', 'sluices')).sub);
});

test('a stream is opened with claims too', async () => {
  const opened = await fetch(`${portal.origin}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${await portal.tokenOf('grid.officer')}`,
    },
    body: JSON.stringify({ query: 'subscription { opened { id } }' }),
  });
  expect(await opened.text()).toContain('"seven"');
  const { authorization = '' } =
    service.calls.findLast(({ body }) => Buffer.from(body).includes('subscription'))?.headers ?? {};
  expect(await verified(authorization.replace('Bearer ', ''), 'sluices')).toMatchObject({ kind: 'person' });
});

test('with NONE it gets nothing of anybody', async () => {
  await serve('NONE');
  expect(await tokenTold('grid.officer')).toBe(undefined);
});

test('a step back brings the word of the earlier version back', async () => {
  const { data } = await portal.ask(
    '{ subgraph(name: "sluices") { versions(last: 9) { edges { node { id version number state identity timeline { values { name value } } } } } } }',
    {},
    { as: 'registry.admin' },
  );
  const registered = data?.['subgraph'] as Registered | undefined;
  const versions = (registered?.versions.edges ?? []).map(({ node }) => node);
  expect(versions.map(({ number, identity, state }) => [number, identity, state])).toEqual([
    [1, 'RELAY', 'KEPT'],
    [2, 'CLAIMS', 'KEPT'],
    [3, 'NONE', 'INSTALLED'],
  ]);
  // In the record that each day's signature covers.
  expect(versions.map(({ timeline }) => timeline[0].values.find(({ name }) => name === 'identity')?.value)).toEqual([
    'RELAY',
    'CLAIMS',
    'NONE',
  ]);
  const [first] = versions;
  if (!first) throw new Error('There is no first version.');
  expect(versionOf(await act(portal, 'rollbackSubgraph', first, 'registry.publisher'))).toMatchObject({
    state: 'INSTALLED',
  });
  expect(await tokenTold('grid.officer')).toBe(await portal.tokenOf('grid.officer'));
});
