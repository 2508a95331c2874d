import { createHash, randomBytes } from 'node:crypto';
import { grantTable } from '../../../gateway/identity/caller-from-claims.js';
import { identifier } from '../../../gateway/identity/identify.js';
import { remoteKeys } from '../../../gateway/identity/remote-keys.js';
import { tokenVerifier } from '../../../gateway/identity/verify-token.js';
import { fillIn, type Outcome, type PlainBrowser } from './plain-browser.js';

/** An issuer as its clients see it. */
export interface IssuerAddress {
  readonly url: string;
  readonly endpoints: string;
  /** Origin of the explorer, which a login comes back to. */
  readonly home: string;
  /** Secret of the client `yimen-gateway`. */
  readonly clientSecret: string;
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

/** Posts a form, with client credentials when given; an empty answer is an empty object. */
export async function post(address: string, form: Record<string, string>, basic?: string): Promise<TokenAnswer> {
  const authorization = basic === undefined ? {} : { authorization: `Basic ${Buffer.from(basic).toString('base64')}` };
  const response = await fetch(address, { method: 'POST', headers: authorization, body: new URLSearchParams(form) });
  return { status: response.status, body: JSON.parse((await response.text()) || '{}') as Record<string, string> };
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

/** An authorisation request of the explorer: its address, and the verifier that belongs to it. */
export function authorizationRequest({ endpoints, home }: IssuerAddress, changes: Record<string, string> = {}) {
  const verifier = randomBytes(32).toString('base64url');
  const request = new URLSearchParams({
    client_id: 'yimen-explorer',
    response_type: 'code',
    redirect_uri: `${home}/`,
    scope: 'openid organization:*',
    state: 'state-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  });
  return { verifier, address: `${endpoints}/auth?${request}` };
}

/** Logs the account `officer` in by code and PKCE, from the first request to the tokens. */
export async function loginByCode(browse: PlainBrowser, at: IssuerAddress): Promise<TokenAnswer> {
  const { verifier, address } = authorizationRequest(at);
  const { back } = await fillIn(browse, address, at.home, { username: 'officer', password: 'right' });
  return requestToken(at.endpoints, codeForm(at, back, verifier));
}

/** What a client sends to trade the code in that it got with the way back. */
export function codeForm({ home }: IssuerAddress, back: URL | null, code_verifier: string): Record<string, string> {
  return {
    grant_type: 'authorization_code',
    client_id: 'yimen-explorer',
    redirect_uri: `${home}/`,
    code: back?.searchParams.get('code') ?? '',
    code_verifier,
  };
}

/** Leaves by the issuer's logout page, in the browser that logged in. */
export async function leave(browse: PlainBrowser, { endpoints, home }: IssuerAddress, idToken = ''): Promise<Outcome> {
  const leaving = new URLSearchParams({ id_token_hint: idToken, post_logout_redirect_uri: `${home}/` });
  return fillIn(browse, `${endpoints}/logout?${leaving}`, home, { logout: 'yes' });
}

const officers = grantTable([
  { name: 'grid-officer', title: { zh: '网格员', en: 'Grid officer' }, scopes: ['grid:read', 'pii:plain'] },
]);

/** Who stands behind an `Authorization` header, as a portal elsewhere finds out that trusts this issuer. */
export function identify({ url, endpoints }: IssuerAddress, authorization: string) {
  const clock = { now: () => new Date() };
  const keys = remoteKeys(`${endpoints}/certs`, clock);
  const verify = tokenVerifier({ issuer: url, audience: 'yimen', keys: keys.find, clock });
  return identifier(verify, () => officers)(authorization);
}

/** What introspection says of a token. */
export async function isActive({ endpoints, clientSecret }: IssuerAddress, token = ''): Promise<unknown> {
  return (await post(`${endpoints}/token/introspect`, { token }, `yimen-gateway:${clientSecret}`)).body.active;
}

/** Trades a refresh token in. */
export async function refresh({ endpoints }: IssuerAddress, client_id: string, refresh_token = '') {
  return requestToken(endpoints, { grant_type: 'refresh_token', client_id, refresh_token });
}
