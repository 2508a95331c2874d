import { expect, test } from '@jest/globals';
import { type Account, realmFrom, subjectOf, withAccounts } from '../../../gateway/identity/realm.js';
import { sampleRealm } from './issuer-server.js';

const officer = { name: 'officer', title: { zh: '网格员', en: 'Officer' }, scopes: ['grid:read'] };
const auditor = { name: 'auditor', title: { zh: '审计员', en: 'Auditor' }, scopes: ['audit:read', 'grid:read'] };
const base = { ...(await sampleRealm()), roles: undefined, users: [], organizations: [] };
const account: Account = {
  username: 'u',
  name: '示例',
  password: 'p',
  roles: [],
  organizations: [],
  regions: [],
  staffNumber: null,
};

test('A realm does not depend on the order of modules and organisations.', () => {
  const organizations = [
    { code: 'b', name: '乙' },
    { code: 'a', name: '甲' },
  ];
  const one = JSON.stringify(realmFrom(base, [officer, auditor], organizations));
  expect(JSON.stringify(realmFrom(base, [auditor, officer], organizations.toReversed()))).toBe(one);
});

test('A realm has a role for each that the modules bring, and a client scope for each scope of the graph.', () => {
  const realm = realmFrom(base, [officer, { ...officer, scopes: ['grid:write'] }, auditor]);
  expect(realm.roles?.realm).toEqual([
    {
      name: 'auditor',
      description: '审计员 Auditor',
      attributes: { title_zh: ['审计员'], title_en: ['Auditor'], scopes: ['audit:read', 'grid:read'] },
    },
    {
      name: 'officer',
      description: '网格员 Officer',
      attributes: { title_zh: ['网格员'], title_en: ['Officer'], scopes: ['grid:read', 'grid:write'] },
    },
  ]);
  expect(realm.clientScopes.map(({ name }) => name).slice(-3)).toEqual(['audit:read', 'grid:read', 'grid:write']);
  expect(realm.clients.every(({ optionalClientScopes }) => optionalClientScopes?.includes('audit:read'))).toBe(true);
});

test('A role brings what its holder may do in Keycloak itself.', () => {
  const [role] = realmFrom(base, [{ ...auditor, keycloakRoles: ['view-events'] }]).roles?.realm ?? [];
  expect(role).toMatchObject({ composite: true, composites: { client: { 'realm-management': ['view-events'] } } });
});

test('A role without scopes has no attribute for them, as Keycloak would keep none.', () => {
  const [role] = realmFrom(base, [{ ...officer, scopes: [] }]).roles?.realm ?? [];
  expect(role?.attributes).toEqual({ title_zh: ['网格员'], title_en: ['Officer'] });
});

test('A role with two titles is refused.', () => {
  expect(() => realmFrom(base, [officer, { ...officer, title: { zh: '协管员', en: 'Officer' } }])).toThrow(
    'The role "officer" has two titles: "网格员" and "协管员".',
  );
});

test('What an environment in use imports has no accounts, and the command line’s password client is off.', async () => {
  const inUse = realmFrom({ ...base, clients: (await sampleRealm()).clients.map((client) => ({ ...client })) }, []);
  expect(inUse.users).toEqual([]);
  const cli = (clients: typeof inUse.clients) => clients.find(({ clientId }) => clientId === 'yimen-cli')?.enabled;
  const written = JSON.parse(JSON.stringify(base)) as typeof base;
  const off = {
    ...written,
    clients: written.clients.map((each) => ({ ...each, enabled: each.clientId !== 'yimen-cli' })),
  };
  expect(cli(realmFrom(off, []).clients)).toBe(false);
  expect(cli(withAccounts(off, [account]).clients)).toBe(true);
});

test('An account of an unknown organisation is refused.', () => {
  expect(() => withAccounts(base, [{ ...account, organizations: ['nowhere'] }])).toThrow(
    'The account "u" names no known organisation: "nowhere".',
  );
});

test('An account’s subject is known before anyone logs in.', () => {
  expect(withAccounts(base, [account]).users?.map(({ id }) => id)).toEqual([subjectOf('u')]);
  expect(subjectOf('u')).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
