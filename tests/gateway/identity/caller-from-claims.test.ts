import { describe, expect, test } from '@jest/globals';
import { callerFromClaims, grantTable } from '../../../gateway/identity/caller-from-claims.js';

const table = grantTable([
  { name: 'officer', title: { zh: '网格员', en: 'Officer' }, scopes: ['grid:read', 'pii:plain'] },
  { name: 'auditor', title: { zh: '审计', en: 'Auditor' }, scopes: ['audit:read'] },
]);
const person = { sub: 'u-1', azp: 'yimen-explorer', preferred_username: 'officer', name: '示例甲' };

describe('The claims of a token', () => {
  test('give grants that name their source.', () => {
    const caller = callerFromClaims(
      {
        ...person,
        realm_access: { roles: ['officer'] },
        resource_access: { gas: { roles: ['reader', 'writer'] } },
        organization: ['station-a'],
        scope: 'openid profile',
      },
      table,
    );
    expect([...caller.grants]).toEqual([
      'realm:officer',
      'client:gas:reader',
      'client:gas:writer',
      'org:station-a',
      'scope:openid',
      'scope:profile',
    ]);
    expect([...caller.scopes]).toEqual(['grid:read', 'pii:plain']);
  });

  test.each([
    ['a list', ['b', 'a', 'b'], ['b', 'a']],
    ['a map', { a: {}, b: { id: '1' } }, ['a', 'b']],
    ['one alias', 'a', ['a']],
    ['absent', undefined, []],
    ['a number', 7, []],
  ])('name organisations as %s.', (_shape, organization, expected) => {
    expect(callerFromClaims({ ...person, organization }, table).organizations).toEqual(expected);
  });

  test.each([
    ['a list', ['320281001', '320281'], ['320281001', '320281']],
    ['one code', '320281001', ['320281001']],
    ['absent', undefined, []],
    ['empty, which would begin every code', '', []],
    ['a list with an empty code', ['', ' ', '*'], []],
    ['a map', { a: '320281' }, []],
  ])('name regions as %s.', (_shape, regions, expected) => {
    expect(callerFromClaims({ ...person, regions }, table).regions).toEqual(expected);
  });

  test('take in the regions of the organisations, each once.', () => {
    const organization = { a: { regions: ['320281100', '320281001'] }, b: { regions: [''] } };
    const caller = callerFromClaims({ ...person, regions: ['320281001'], organization }, table);
    expect(caller.regions).toEqual(['320281001', '320281100']);
  });

  test.each([
    ['text', 'S-1', 'S-1'],
    ['a list', ['S-1'], 'S-1'],
    ['absent', undefined, null],
  ])('give the staff number as %s.', (_shape, staff_id, expected) => {
    expect(callerFromClaims({ ...person, staff_id }, table).staffNumber).toBe(expected);
  });

  test('of the wrong shape grant nothing.', () => {
    const claims = { ...person, realm_access: 'officer', resource_access: [{ roles: ['x'] }], scope: ['pii:plain'] };
    const caller = callerFromClaims(claims, table);
    expect([...caller.grants]).toEqual([]);
    expect([...caller.scopes]).toEqual([]);
  });
});

describe('An OAuth scope', () => {
  const officer = { ...person, realm_access: { roles: ['officer'] } };

  test('that names scopes of the graph narrows to them.', () => {
    expect([...callerFromClaims({ ...officer, scope: 'openid grid:read' }, table).scopes]).toEqual(['grid:read']);
  });

  test('never widens.', () => {
    expect([...callerFromClaims({ ...officer, scope: 'audit:read' }, table).scopes]).toEqual([]);
  });

  test('that names none of them narrows nothing.', () => {
    expect([...callerFromClaims({ ...officer, scope: 'openid email' }, table).scopes]).toEqual([
      'grid:read',
      'pii:plain',
    ]);
  });
});

describe('The kind of a caller', () => {
  test.each([
    ['a person', person, 'person'],
    ['a person’s token as RFC 9068 writes it', { ...person, client_id: 'yimen-explorer' }, 'person'],
    [
      'a service account of Keycloak',
      { sub: 'u-9', azp: 'Robot', client_id: 'Robot', preferred_username: 'service-account-robot' },
      'service',
    ],
    ['a client of another issuer', { sub: 'robot', client_id: 'robot' }, 'service'],
    ['a client known by azp only', { sub: 'robot', azp: 'robot' }, 'service'],
    ['a person who took such a name', { ...person, preferred_username: 'service-account-robot' }, 'person'],
  ])('is told for %s.', (_what, claims, kind) => {
    expect(callerFromClaims(claims, table).kind).toBe(kind);
  });

  test('of two administrators, or of one who does the county’s work, are refused; what Keycloak gives to all is not counted.', () => {
    const apart = grantTable([
      { name: 'keeper', title: { zh: '系统', en: 'System' }, scopes: ['plan:read'], exclusive: true },
      { name: 'auditor', title: { zh: '审计', en: 'Audit' }, scopes: [], exclusive: true },
      { name: 'officer', title: { zh: '网格员', en: 'Officer' }, scopes: [] },
    ]);
    const callerWith = (...roles: string[]) => callerFromClaims({ ...person, realm_access: { roles } }, apart);
    expect([...callerWith('offline_access', 'keeper', 'uma_authorization').scopes]).toEqual(['plan:read']);
    expect(() => callerWith('keeper', 'auditor')).toThrow('「keeper」「auditor」');
    expect(() => callerWith('keeper', 'offline_access', 'officer')).toThrow('「keeper」「officer」');
  });
});
