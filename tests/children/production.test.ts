import { generateKeyPairSync } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type LogoutIssuer, openLogoutIssuer } from '../replicas/logout-issuer.js';
import { describeOnServer } from '../support/describe-on-server.js';
import { type ChildGround, childOf, openChildGround, secondsUntilBack } from './child-portal.js';

describeOnServer('modules in processes of their own in production')('A module in a process of its own', () => {
  let ground: ChildGround;
  let issuer: LogoutIssuer;
  let production: Readonly<Record<string, string>>;

  beforeAll(async () => {
    ground = await openChildGround();
    issuer = await openLogoutIssuer();
    const { privateKey } = generateKeyPairSync('ed25519');
    production = {
      NODE_ENV: 'production',
      ISSUER: issuer.url,
      HEAD_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      DRAIN_DELAY: '0',
    };
  });

  afterEach(() => ground.restore());

  afterAll(async () => {
    await ground?.close();
    await issuer?.close();
  });

  test('serves in production, on the tokens of the office’s issuer and without its keys', async () => {
    const portal = await ground.open(production);
    await childOf(portal);
    const { data, errors } = await portal.ask('{ calm environment scopes asked }', { as: 'auditor' });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ calm: 'calm', scopes: ['audit:read', 'staff:read'], asked: ['audit_administrator'] });
    expect(data?.['environment']).toContain('NODE_ENV');
    expect(data?.['environment']).not.toContain('HEAD_SIGNING_KEY');
    // Introspection is for those who are logged in: the child's code runs under production's rules, and so does the door.
    expect((await portal.ask('{ __schema { queryType { name } } }')).errors).toHaveLength(1);
    const verb = 'mutation { writeNote(words: "in production") { words } }';
    expect(await portal.ask(verb, { as: 'grid.officer' })).toMatchObject({
      data: { writeNote: { words: 'in production' } },
    });
    await portal.stop();
  });

  test('of two replicas on one folder is kept whole, and neither fails', async () => {
    const portals = await Promise.all([ground.open(production), ground.open(production)]);
    for (const portal of portals) await secondsUntilBack(portal);
    const folder = path.join(ground.dataFolder, 'children');
    const kept = async (): Promise<{ sdl: string }> =>
      JSON.parse(await readFile(path.join(folder, 'hazard.json'), 'utf8')) as { sdl: string };
    expect((await kept()).sdl).toContain('calm: String');
    // Both bring a new schema at the same time.
    await ground.rewrite('  calm(): string', '  calmer(): string');
    for (const portal of portals) process.kill(await childOf(portal), 'SIGTERM');
    await Promise.all(portals.map((portal) => secondsUntilBack(portal, 'calmer')));
    expect((await kept()).sdl).toContain('calmer: String');
    expect(await readdir(folder)).toEqual(['hazard.json']);
    for (const { log } of portals)
      expect(log.filter(({ msg }) => msg === 'What a module says of itself could not be kept.')).toEqual([]);
  }, 360_000);
});
