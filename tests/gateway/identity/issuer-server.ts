import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { identifier } from '../../../gateway/identity/identify.js';
import { createIssuer, type Issuer } from '../../../gateway/identity/issuer/create-issuer.js';
import { type Realm, realmFrom, withAccounts } from '../../../gateway/identity/realm.js';
import { remoteKeys } from '../../../gateway/identity/remote-keys.js';
import { tokenVerifier } from '../../../gateway/identity/verify-token.js';

/** A realm with two accounts: 示例甲 with a role, a territory and two organisations, 示例乙 with nothing. */
export async function sampleRealm(): Promise<Realm> {
  const text = await readFile(new URL('../../../schema/realm/base.json', import.meta.url), 'utf8');
  const realm = realmFrom(
    JSON.parse(text) as Realm,
    [{ name: 'grid-officer', title: { zh: '网格员', en: 'Grid officer' }, scopes: ['grid:read', 'pii:plain'] }],
    [
      { code: 'station-a', name: '甲站', regions: ['320281100'] },
      { code: 'station-b', name: '乙站' },
    ],
  );
  const nothing = { roles: [], organizations: [], regions: [], staffNumber: null };
  return withAccounts(realm, [
    {
      username: 'officer',
      name: '示例甲',
      password: 'right',
      roles: ['grid-officer'],
      organizations: ['station-a', 'station-b'],
      regions: ['320281001'],
      staffNumber: 'S-1',
    },
    { username: 'visitor', name: '示例乙', password: 'right', ...nothing, organizations: ['station-a'] },
  ]);
}

/** A development issuer that listens. */
export interface ListeningIssuer {
  readonly origin: string;
  readonly url: string;
  readonly endpoints: string;
  readonly issuer: Issuer;
  close(): Promise<void>;
}

/** What answers the requests that are not the issuer's. */
export type Others = (issuerUrl: string) => (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Starts a development issuer at a free port, or again at one that it had before. */
export async function startIssuer(folder: string, port = 0, others?: Others): Promise<ListeningIssuer> {
  let respond: (request: IncomingMessage, response: ServerResponse) => Promise<void> = async () => undefined;
  const server = createServer((request, response) => void respond(request, response));
  const origin = `http://127.0.0.1:${await listen(server, port)}`;
  const url = `${origin}/realms/yimen`;
  const issuer = await createIssuer({ issuer: url, realm: await sampleRealm(), folder, production: false });
  const respondOther = others?.(url);
  respond = (request, response) =>
    issuer.accepts(request.url ?? '') || respondOther === undefined
      ? issuer.respond(request, response)
      : respondOther(request, response);
  return {
    origin,
    url,
    endpoints: `${url}/protocol/openid-connect`,
    issuer,
    close: async () => {
      await issuer.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Listens on a loopback port and says which. */
export async function listen(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

/** What a token endpoint answers. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
}

/** Posts a form to the token endpoint. */
export async function requestToken(endpoints: string, form: Record<string, string>, basic?: string) {
  return post(`${endpoints}/token`, form, basic);
}

/** Posts a form, with client credentials when given. */
export async function post(address: string, form: Record<string, string>, basic?: string): Promise<TokenAnswer> {
  const authorization = basic === undefined ? {} : { authorization: `Basic ${Buffer.from(basic).toString('base64')}` };
  const response = await fetch(address, { method: 'POST', headers: authorization, body: new URLSearchParams(form) });
  return { status: response.status, body: JSON.parse(await response.text()) as Record<string, string> };
}

/** The tokens of the account `officer`, by password. */
export async function officerTokens(endpoints: string): Promise<TokenAnswer> {
  return requestToken(endpoints, {
    grant_type: 'password',
    client_id: 'yimen-cli',
    username: 'officer',
    password: 'right',
    scope: 'openid organization:*',
  });
}

/** A browser that keeps cookies and shows redirects instead of following them. */
export function plainBrowser() {
  const cookies = new Map<string, string>();
  return async (address: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(address, {
      method: form === undefined ? 'GET' : 'POST',
      body: form === undefined ? null : new URLSearchParams(form),
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
      cookies.set(name, value);
    }
    return response;
  };
}

/** Goes from the authorisation request to the login page; the address that the form posts to. */
export async function openLogin(browse: ReturnType<typeof plainBrowser>, { endpoints, origin }: ListeningIssuer) {
  const verifier = randomBytes(32).toString('base64url');
  const request = new URLSearchParams({
    client_id: 'yimen-explorer',
    response_type: 'code',
    redirect_uri: `${origin}/`,
    scope: 'openid organization:*',
    state: 'state-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const response = await browse(`${endpoints}/auth?${request}`);
  return { verifier, form: new URL(response.headers.get('location') ?? '', origin).href };
}

/** Logs in by code and PKCE, from the first request to the tokens. */
export async function loginByCode(
  browse: ReturnType<typeof plainBrowser>,
  listening: ListeningIssuer,
): Promise<TokenAnswer> {
  const { verifier, form } = await openLogin(browse, listening);
  const accepted = await browse(form, { username: 'officer', password: 'right' });
  const back = await browse(accepted.headers.get('location') ?? '');
  const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return requestToken(listening.endpoints, {
    grant_type: 'authorization_code',
    client_id: 'yimen-explorer',
    redirect_uri: `${listening.origin}/`,
    code,
    code_verifier: verifier,
  });
}

/** Who stands behind an `Authorization` header, as a portal elsewhere finds out that trusts this issuer. */
export function identify({ url, endpoints }: ListeningIssuer, authorization: string) {
  const clock = { now: () => new Date() };
  const keys = remoteKeys(`${endpoints}/certs`, clock);
  const verify = tokenVerifier({ issuer: url, audience: 'yimen', keys: keys.find, clock });
  return identifier(verify, () => new Map([['realm:grid-officer', ['grid:read', 'pii:plain']]]))(authorization);
}

/** What introspection says of a token. */
export async function isActive({ endpoints, issuer }: ListeningIssuer, token = ''): Promise<unknown> {
  const basic = `yimen-gateway:${issuer.clientSecret}`;
  return (await post(`${endpoints}/token/introspect`, { token }, basic)).body.active;
}

/** Trades a refresh token in. */
export async function refresh({ endpoints }: ListeningIssuer, client_id: string, refresh_token = '') {
  return requestToken(endpoints, { grant_type: 'refresh_token', client_id, refresh_token });
}
