import { expect, test } from '@jest/globals';
import { realmFrom } from '../../../gateway/identity/realm.js';
import { sampleRealm } from './issuer-server.js';

test('An organisation of a county is one of the realm, with a domain that never exists and the regions that it serves.', async () => {
  const base = { ...(await sampleRealm()), roles: undefined, users: [], organizations: [] };
  const realm = realmFrom(
    base,
    [],
    [
      { code: '11320281MB1', name: '示例局', regions: ['320281'] },
      { code: '12', name: '示例所' },
    ],
  );
  expect(realm.organizations).toEqual([
    {
      name: '示例局',
      alias: '11320281MB1',
      enabled: true,
      domains: [{ name: '11320281mb1.invalid', verified: false }],
      attributes: { regions: ['320281'] },
    },
    { name: '示例所', alias: '12', enabled: true, domains: [{ name: '12.invalid', verified: false }], attributes: {} },
  ]);
});
