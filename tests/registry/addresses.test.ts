import { generateKeyPairSync } from 'node:crypto';
import { BlockList } from 'node:net';
import { expect, test } from '@jest/globals';
import { readConfig } from '../../gateway/config.js';
import { Addresses } from '../../gateway/docking/addresses.js';
import { closedAfterEach } from '../support/closed-after.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { type Department, head, listAddresses, publish, rulesOf, startDepartment, versionOf } from './department.js';

const kept = closedAfterEach();
const sdl = `${head}\ntype Query { fen: String }\n`;

const inner = [
  ['127.0.0.1', '127.8.9.1', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254'],
  ['100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fd00::1', 'ff02::1'],
  ['::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::a00:1'],
].flat();
const outer = ['59.203.10.1', '172.32.0.1', '11.0.0.1', '192.169.0.1', '2409:8000::1', '::ffff:59.203.10.1'];

test('outside development no address of this machine, of a link or of a private network will do', () => {
  const addresses = new Addresses(true, new BlockList());
  expect(inner.filter((each) => addresses.allows(each))).toEqual([]);
  expect(outer.filter((each) => !addresses.allows(each))).toEqual([]);
  expect(inner.every((each) => new Addresses(false, new BlockList()).allows(each))).toBe(true);
});

test('but those of networks that the operator names', () => {
  const { networks } = readConfig({ DOCKING_NETWORKS: '10.20.0.0/16, fd12::/32' }).docking;
  const addresses = new Addresses(true, networks);
  expect(['10.20.255.1', 'fd12:0:1::1'].every((each) => addresses.allows(each))).toBe(true);
  expect(['10.21.0.1', 'fd13::1', '127.0.0.1'].some((each) => addresses.allows(each))).toBe(false);
  for (const wrong of ['10.20.0.0', '10.20.0.0/33', 'water/8', '10.20.0.0/']) {
    expect(() => readConfig({ DOCKING_NETWORKS: wrong })).toThrow(
      `DOCKING_NETWORKS names "${wrong}"; give networks as 10.20.0.0/16, separated by commas.`,
    );
  }
});

async function inProduction(issuer: TestPortal, more: Readonly<Record<string, string>>): Promise<TestPortal> {
  const { privateKey } = generateKeyPairSync('ed25519');
  return kept(
    await openPortal({
      environment: {
        NODE_ENV: 'production',
        ISSUER: issuer.portal.identity.issuer,
        HEAD_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        ...more,
      },
    }),
  );
}

test('in production a number and a name that lead to this machine are refused, and nobody is asked', async () => {
  const issuer = kept(await openPortal());
  const department: Department = kept(await startDepartment(sdl));
  const { port } = new URL(department.origin);
  const origins = [
    department.origin,
    `http://localhost:${port}`,
    `http://[::1]:${port}`,
    `http://[::ffff:127.0.0.1]:${port}`,
  ];
  const listed = origins.map((origin) => ['320281-water', new URL(origin).origin] as const);

  const closed = await inProduction(issuer, {});
  await listAddresses(closed, listed);
  for (const origin of origins) {
    const refused = await publish(closed, { name: 'fens', url: `${origin}/graphql`, sdl }, 0, 'registry.publisher');
    expect([origin, rulesOf(refused)]).toEqual([origin, ['ADDRESS_REFUSED']]);
  }
  expect(department.asked).toEqual([]);

  const opened = await inProduction(issuer, { DOCKING_NETWORKS: '127.0.0.0/8,::1/128' });
  await listAddresses(opened, listed);
  const published = await publish(opened, { name: 'fens', url: department.url, sdl }, 0, 'registry.publisher');
  expect(versionOf(published).state).toBe('WAITING');
});
