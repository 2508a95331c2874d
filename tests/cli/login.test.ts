import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { listen } from '../gateway/identity/issuer-server.js';
import { plainBrowser } from '../gateway/identity/plain-browser.js';
import { closedAfterEach } from '../support/closed-after.js';
import { freePort } from '../support/free-port.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { openShell, type Shell } from '../support/typed-yimen.js';
import { confirming, logInAtTerminal } from './log-in-at-terminal.js';

interface Kept {
  readonly last: string | null;
  readonly logins: Readonly<Record<string, { readonly accessToken: string; readonly refreshToken: string }>>;
}

let portal: TestPortal;
let shell: Shell;

beforeAll(async () => {
  const roles = ['registry-publisher', 'grid_officer'];
  portal = await openPortal({
    accounts: [{ username: 'both', roles, organizations: ['320281-water'], regions: ['320281'] }],
  });
  shell = await openShell();
});
afterAll(async () => {
  await shell?.close();
  await portal?.close();
});

const file = (): string => path.join(shell.environment['XDG_CONFIG_HOME'] ?? '', 'yimen/login.json');
const kept = async (): Promise<Kept> => JSON.parse(await readFile(file(), 'utf8')) as Kept;

/** Code and reason of the refusal that a command tells programs. */
function refusalIn(out: string): readonly unknown[] {
  const { errors } = JSON.parse(out) as { errors: readonly { extensions: { code: unknown; reason: unknown } }[] };
  return [errors[0]?.extensions.code, errors[0]?.extensions.reason];
}

const keep = closedAfterEach();

/** An issuer whose codes are good for so many seconds, and which tells whoever asks for the token this error; says where. */
async function unconfirming(seconds: number, error: string): Promise<string> {
  const server = createServer(({ url, headers: { host } }, response) => {
    const issuer = `http://${host}`;
    const endpoints = { device_authorization_endpoint: `${issuer}/device`, token_endpoint: `${issuer}/token` };
    const code = { device_code: 'of the terminal', user_code: 'BCDF-GHJK', verification_uri: `${issuer}/page` };
    const answers: Readonly<Record<string, object>> = {
      '/.well-known/openid-configuration': { issuer, ...endpoints },
      '/device': { ...code, expires_in: seconds, interval: 1 },
    };
    const answer = answers[url ?? ''];
    response.writeHead(answer ? 200 : 400, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { error }));
  });
  return `http://127.0.0.1:${await listen(keep(server))}`;
}

/** Trades a refresh token in at the issuer; answers the status. */
async function refreshed(refreshToken: string): Promise<number> {
  const form = { grant_type: 'refresh_token', client_id: 'yimen-command-line', refresh_token: refreshToken };
  const endpoint = `${portal.portal.identity.issuer}/protocol/openid-connect/token`;
  return (await fetch(endpoint, { method: 'POST', body: new URLSearchParams(form) })).status;
}

test('the portal tells clients whose tokens it takes, under the address by which it was asked', async () => {
  const address = `${portal.origin}/.well-known/oauth-protected-resource`;
  const told = await fetch(address);
  expect([told.status, await told.json()]).toEqual([
    200,
    {
      resource: portal.origin,
      authorization_servers: [portal.portal.identity.issuer],
      bearer_methods_supported: ['header'],
    },
  ]);
  const posted = await fetch(address, { method: 'POST' });
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

describe('A person who confirms the code', () => {
  test('is logged in, with nothing but what the registry needs, in a file of their own', async () => {
    const { code, out, err } = await logInAtTerminal(shell, portal.origin, 'both');
    expect([code, out]).toEqual([0, `Logged in at ${portal.origin} as 测试.\n`]);
    const { last, logins } = await kept();
    expect(last).toBe(portal.origin);
    const { accessToken, refreshToken } = logins[portal.origin] ?? { accessToken: '', refreshToken: '' };
    expect(decodeJwt(accessToken)).toMatchObject({
      azp: 'yimen-command-line',
      preferred_username: 'both',
      realm_access: { roles: ['registry-publisher'] },
      organization: { '320281-water': {} },
    });
    for (const secret of [accessToken, refreshToken]) expect(out + err).not.toContain(secret);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect((await stat(path.dirname(file()))).mode & 0o777).toBe(0o700);
  });

  test('leaves nothing behind at the end, also at the issuer', async () => {
    const { refreshToken = '' } = (await kept()).logins[portal.origin] ?? {};
    expect(await shell.yimen(['logout'])).toEqual({ code: 0, out: `Logged out at ${portal.origin}.\n`, err: '' });
    expect(await kept()).toEqual({ last: null, logins: {} });
    expect(await refreshed(refreshToken)).toBe(400);
    const again = await shell.yimen(['logout', '--portal', portal.origin, '--json']);
    expect([again.code, JSON.parse(again.out)]).toEqual([0, { portal: portal.origin, ended: false }]);
  });
});

test('whoever declines is not logged in', async () => {
  const declining = async (page: string, code: string): Promise<unknown> => {
    const browse = plainBrowser();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(await (await browse(page)).text())?.[1] ?? '';
    return browse(page, { xsrf, user_code: code, abort: 'yes' });
  };
  const { code, out, err } = await logInAtTerminal(shell, portal.origin, 'both', declining);
  expect([code, out]).toEqual([3, '']);
  expect(err).toContain('does not take this login (access_denied).');
});

test.each([
  ['its time is over', 2, 'authorization_pending'],
  ['the issuer says so before', 600, 'expired_token'],
])('a code that nobody confirms has expired when %s', async (_when, seconds, error) => {
  const issuer = await unconfirming(seconds, error);
  const { code, out, err } = await shell.yimen(['login', '--portal', portal.origin, '--issuer', issuer, '--json']);
  expect([code, refusalIn(out)]).toEqual([3, ['UNAUTHENTICATED', 'CODE_EXPIRED']]);
  expect(err).toContain('compare the code BCDF-GHJK and log in; waiting …\n');
  expect(err).toContain('The code has expired; nobody is logged in.\n');
});

test('a wrong code is said to be wrong, on a page of the issuer’s own', async () => {
  const page = await confirming('both')(`${portal.portal.identity.issuer}/device`, 'BCDF-GHJK');
  expect(page).toContain('<h1>在终端登录');
  expect(page).toContain('That code is wrong, expired or used.');
});

describe('Who can log in nowhere is told why', () => {
  test.each([
    [['--portal', 'nonsense'], 2, 'ADDRESS_WRONG', '--portal is "nonsense"; it must be an http or https address.'],
    [['--portal', 'ftp://127.0.0.1'], 2, 'ADDRESS_WRONG', '--portal is "ftp://127.0.0.1"; it must be an http'],
    [['--portal', 'http://portal.example'], 2, 'NOT_ENCRYPTED', '--portal is "http://portal.example": logins go to'],
    [['--portal', 'http://127.0.0.1.example'], 2, 'NOT_ENCRYPTED', '--portal is "http://127.0.0.1.example": logins'],
    [['--issuer', 'http://issuer.example'], 2, 'NOT_ENCRYPTED', 'issuer is "http://issuer.example": logins go to'],
  ])('%j', async (words, code, reason, sentence) => {
    const typed = await shell.yimen(['login', ...words, '--json'], { YIMEN_PORTAL: portal.origin });
    expect(typed.code).toBe(code);
    expect(typed.err).toContain(sentence);
    expect(JSON.parse(typed.out)).toMatchObject({ errors: [{ extensions: { reason } }] });
  });

  test('where nobody answers', async () => {
    const port = await freePort();
    const typed = await shell.yimen(['login', '--portal', `http://127.0.0.1:${port}`]);
    expect(typed).toEqual({
      code: 3,
      out: '',
      err: `The portal http://127.0.0.1:${port} gave no usable answer (ECONNREFUSED).\n`,
    });
    const { code, out, err } = await shell.yimen(['login', '--issuer', `http://127.0.0.1:${port}`, '--json']);
    expect([code, refusalIn(out)]).toEqual([3, ['UPSTREAM', 'ISSUER_SILENT']]);
    expect(err).toContain(`The issuer http://127.0.0.1:${port}/ gave no usable answer (ECONNREFUSED).\n`);
  });

  test('where the file of logins is spoilt', async () => {
    await shell.yimen(['logout', '--portal', portal.origin]);
    const login = { issuer: portal.origin, clientId: 'yimen-command-line', accessToken: 'a', refreshToken: null };
    const halved = JSON.stringify({ last: null, logins: { [portal.origin]: login } });
    for (const spoilt of ['{ half', 'null', '{ "last": null }', '{ "last": 7, "logins": {} }', halved]) {
      await writeFile(file(), spoilt);
      const typed = await shell.yimen(['logout', '--json']);
      expect([typed.code, typed.err]).toEqual([
        2,
        `The logins in ${file()} cannot be read; remove the file and log in again.\n`,
      ]);
      expect(refusalIn(typed.out)).toEqual(['INVALID', 'LOGIN_FILE_WRONG']);
      expect(await readFile(file(), 'utf8')).toBe(spoilt);
    }
  });
});
