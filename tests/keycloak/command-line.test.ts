import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { logInAtTerminal } from '../cli/log-in-at-terminal.js';
import { fillIn, plainBrowser } from '../gateway/identity/plain-browser.js';
import { issuerSettings } from '../support/issuer.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { openShell, type Shell } from '../support/typed-yimen.js';

// The command line's own client, by the pages that Keycloak shows for a code (RFC 8628).
const username = 'registry.publisher';

let portal: TestPortal;
let shell: Shell;
beforeAll(async () => {
  portal = await openPortal({ environment: issuerSettings() });
  shell = await openShell();
});
afterAll(async () => {
  await shell?.close();
  await portal?.close();
});

async function tokenKept(): Promise<string | undefined> {
  const file = path.join(shell.environment['XDG_CONFIG_HOME'] ?? '', 'yimen/login.json');
  const { logins } = JSON.parse(await readFile(file, 'utf8')) as { logins: Record<string, { accessToken: string }> };
  return logins[portal.origin]?.accessToken;
}

test('A person logs in by the code, is told by nothing but the registry’s roles, asks, and logs out', async () => {
  const typed = await logInAtTerminal(shell, portal.origin, username, async (page, code) => {
    const answers = { username, password: 'demo', accept: 'Yes' };
    return fillIn(plainBrowser(), `${page}?user_code=${code}`, 'nowhere', answers);
  });
  expect(typed).toMatchObject({ code: 0, err: expect.stringContaining('compare the code') });
  expect(decodeJwt((await tokenKept()) ?? '')).toMatchObject({
    azp: 'yimen-command-line',
    preferred_username: username,
    realm_access: { roles: ['registry-publisher'] },
    organization: { '320281-water': {} },
  });
  const listed = await shell.yimen(['subgraph', 'list', '--json']);
  expect([listed.code, JSON.parse(listed.out)]).toEqual([0, []]);
  expect(await shell.yimen(['logout'])).toEqual({ code: 0, out: `Logged out at ${portal.origin}.\n`, err: '' });
  expect(await tokenKept()).toBe(undefined);
});
