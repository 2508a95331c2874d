import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RealmClient } from '../../gateway/identity/realm.js';
import { projectRoot } from '../../gateway/portal.js';
import { listen } from '../gateway/identity/issuer-server.js';
import { type Department, head, listAddresses, startDepartment } from '../registry/department.js';
import { closedAfterEach } from '../support/closed-after.js';
import { writtenRealm } from '../support/issuer.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { openShell, type Shell, type Typed } from '../support/typed-yimen.js';

const sdl = `${head}\ntype Query { spring: String }\n`;
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

let issuer: ChildProcess;
let portal: TestPortal;
let department: Department;
let shell: Shell;

/** A client that an administrator makes for a pipeline: its own service account, and no login of people. */
function pipelineClient(clientId: string, proof: Partial<RealmClient>): RealmClient {
  return {
    clientId,
    enabled: true,
    publicClient: false,
    serviceAccountsEnabled: true,
    redirectUris: [],
    defaultClientScopes: ['basic', 'roles', 'profile', 'yimen', 'service_account', 'organization'],
    ...proof,
  };
}

/** The realm as it is written, with two such clients that publish for one department. */
async function realmWithPipelines(): Promise<object> {
  const written = await writtenRealm();
  const jwks = JSON.stringify({ keys: [keys.publicKey.export({ format: 'jwk' })] });
  const clients = [
    pipelineClient('by-secret', { secret: 'a secret of it' }),
    pipelineClient('by-key', { clientAuthenticatorType: 'client-jwt', attributes: { 'jwks.string': jwks } }),
  ];
  const users = clients.map(({ clientId }) => ({
    id: clientId,
    username: `service-account-${clientId}`,
    enabled: true,
    serviceAccountClientId: clientId,
    realmRoles: ['registry-publisher'],
    attributes: { regions: ['320281'] },
  }));
  const members = users.map(({ username }) => ({ username, membershipType: 'UNMANAGED' }));
  const water = { name: 'Water', alias: '320281-water', enabled: true, domains: [], members };
  return { ...written, clients: [...written.clients, ...clients], users, organizations: [water] };
}

beforeAll(async () => {
  shell = await openShell();
  const realm = path.join(shell.folder, 'realm.json');
  await writeFile(realm, JSON.stringify(await realmWithPipelines()));
  issuer = spawn(
    process.execPath,
    ['--import', './scripts/typescript.mjs', 'tests/cli/issuer-process.ts', path.join(shell.folder, 'issuer'), realm],
    { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (!issuer.stdout) throw new Error('The issuer says nothing.');
  const [address] = (await once(createInterface({ input: issuer.stdout }), 'line')) as [string];
  portal = await openPortal({ environment: { ISSUER: address } });
  department = await startDepartment(sdl);
  await listAddresses(portal, [['320281-water', department.origin]]);
  await writeFile(path.join(shell.folder, 'schema.graphql'), sdl);
  await writeFile(
    path.join(shell.folder, 'yimen.json'),
    JSON.stringify({ name: 'springs', url: department.url, schema: 'schema.graphql' }),
  );
  await writeFile(path.join(shell.folder, 'key.pem'), keys.privateKey.export({ type: 'pkcs8', format: 'pem' }));
});

afterAll(async () => {
  await portal?.close();
  await department?.close();
  issuer?.kill();
  await shell?.close();
});

const kept = closedAfterEach();

/** Opens a server that is none of ours, and closes it after the test. */
async function serve(respond: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(kept(createServer(respond)))}`;
}

/** Types `yimen` as a pipeline does. */
const pipeline = (words: readonly string[], environment: Readonly<Record<string, string>>): Promise<Typed> =>
  shell.yimen(words, { YIMEN_PORTAL: portal.origin, ...environment });

const bySecret = { YIMEN_CLIENT_ID: 'by-secret', YIMEN_CLIENT_SECRET: 'a secret of it' };
const reasonOf = ({ out }: Typed): unknown =>
  (JSON.parse(out) as { errors: { extensions: { reason: unknown } }[] }).errors[0]?.extensions.reason;

describe('A pipeline', () => {
  test('publishes for its department as a client with a secret, and keeps nothing', async () => {
    const { code, err, out } = await pipeline(['subgraph', 'publish', '--json'], bySecret);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ number: 1, state: 'WAITING', url: department.url });
    await expect(stat(path.join(shell.environment['XDG_CONFIG_HOME'] ?? '', 'yimen'))).rejects.toThrow('ENOENT');
  });

  test('publishes by an assertion that its key signs', async () => {
    const byKey = { YIMEN_CLIENT_ID: 'by-key', YIMEN_CLIENT_KEY_FILE: 'key.pem' };
    const { code, err, out } = await pipeline(['subgraph', 'publish', '--json'], byKey);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ number: 2, state: 'WAITING' });
  });

  test('that has a key proves nothing to the issuer by its name alone', async () => {
    const endpoint = `${portal.portal.identity.issuer}/protocol/openid-connect/token/introspect`;
    const authorization = `Basic ${Buffer.from('by-key').toString('base64')}`;
    const body = new URLSearchParams({ token: 'nonsense' });
    expect((await fetch(endpoint, { method: 'POST', headers: { authorization }, body })).status).toBe(401);
  });

  test('says in each question who asks, and in which language', async () => {
    const headers: unknown[] = [];
    const origin = await serve((request, response) => {
      headers.push([request.url, request.headers['graphql-client-name'], request.headers['accept-language']]);
      response.end('<h1>A proxy</h1>');
    });
    const environment = { ...bySecret, YIMEN_ISSUER: portal.portal.identity.issuer, LANG: 'zh_CN.UTF-8' };
    const { code, err } = await pipeline(['subgraph', 'list', '--portal', origin], environment);
    expect([code, err]).toEqual([3, `门户 ${origin} 没有可用的答复(HTTP 200)。\n`]);
    expect(headers).toEqual([['/graphql', 'yimen', 'zh']]);
  });
});

describe('A pipeline that is set up wrongly ends with', () => {
  test('3 where the issuer does not take its secret or its key', async () => {
    const wrong = await pipeline(['subgraph', 'list', '--json'], { ...bySecret, YIMEN_CLIENT_SECRET: 'guessed' });
    expect([wrong.code, reasonOf(wrong)]).toEqual([3, 'LOGIN_REFUSED']);
    expect(wrong.out + wrong.err).not.toContain('guessed');
    const other = path.join(shell.folder, 'other.pem');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await writeFile(other, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const unknown = { YIMEN_CLIENT_ID: 'by-key', YIMEN_CLIENT_KEY_FILE: other };
    const refused = await pipeline(['subgraph', 'list', '--json'], unknown);
    expect([refused.code, reasonOf(refused)]).toEqual([3, 'LOGIN_REFUSED']);
  });

  test.each([
    [{ YIMEN_CLIENT_ID: 'by-secret' }, 'CLIENT_INCOMPLETE'],
    [{ YIMEN_CLIENT_SECRET: 'a secret of it' }, 'CLIENT_INCOMPLETE'],
    [{ ...bySecret, YIMEN_CLIENT_KEY_FILE: 'key.pem' }, 'CLIENT_INCOMPLETE'],
    [{ YIMEN_CLIENT_ID: 'by-key', YIMEN_CLIENT_KEY_FILE: 'none.pem' }, 'KEY_WRONG'],
    [{ YIMEN_CLIENT_ID: 'by-key', YIMEN_CLIENT_KEY_FILE: 'schema.graphql' }, 'KEY_WRONG'],
  ])('2 for %j', async (environment, reason) => {
    const typed = await pipeline(['subgraph', 'list', '--json'], environment);
    expect([typed.code, reasonOf(typed)]).toEqual([2, reason]);
  });
});

test('a portal that leads elsewhere is not followed: the token stays', async () => {
  const asked: string[] = [];
  const elsewhere = await serve((request, response) => {
    asked.push(String(request.headers.authorization));
    response.end('{}');
  });
  const origin = await serve((request, response) => {
    if (request.url === '/graphql') response.writeHead(307, { location: elsewhere }).end();
    else response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not here</h1>');
  });
  const words = ['subgraph', 'list', '--portal', origin];
  const issuer = { YIMEN_ISSUER: portal.portal.identity.issuer };
  const { code, err } = await pipeline(words, { ...bySecret, ...issuer });
  expect([code, err]).toEqual([3, `The portal ${origin} gave no usable answer (unexpected redirect).\n`]);
  expect(asked).toEqual([]);
  const lost = await pipeline(words, bySecret);
  expect([lost.code, reasonOf(await pipeline([...words, '--json'], bySecret))]).toEqual([3, 'PORTAL_SILENT']);
});
