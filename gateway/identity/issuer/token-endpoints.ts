import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { Fault } from '../../../kit/module/fault.js';
import type { RealmClient } from '../realm.js';
import type { VerifiedClaims } from '../verify-token.js';
import { readForm } from './form.js';

/** What the endpoints about single tokens work with. */
export interface TokenEndpoints {
  readonly provider: Provider;
  readonly clients: readonly RealmClient[];
  readonly verify: (token: string) => Promise<VerifiedClaims>;
}

// oidc-provider serves none of these for access tokens that are signed JWTs, as Keycloak's are; and Keycloak's own
// client sends its secret twice, which oidc-provider refuses.

/** Token introspection (RFC 7662) for confidential clients: the claims of a token that is in force, or `active: false`. */
export async function introspect(
  at: TokenEndpoints,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const form = await readForm(request);
  const client = authenticate(at.clients, request, form);
  if (client === null || client.publicClient === true) {
    answer(response, 401, {
      error: 'invalid_client',
      error_description: 'Invalid client or Invalid client credentials',
    });
    return;
  }
  const claims = await claimsInForce(at, form.get('token') ?? '');
  answer(
    response,
    200,
    claims === null
      ? { active: false }
      : { ...claims, username: claims.preferred_username, client_id: claims.azp, token_type: 'Bearer', active: true },
  );
}

/** The claims about the person behind an access token (OpenID Connect Core 1.0, section 5.3). */
export async function userinfo(at: TokenEndpoints, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const token = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const claims = await claimsInForce(at, token ?? '');
  if (claims === null) {
    response.setHeader('www-authenticate', 'Bearer error="invalid_token"');
    answer(response, 401, { error: 'invalid_token', error_description: 'Token verification failed' });
    return;
  }
  const { sub, name, preferred_username, organization, regions, staff_id } = claims;
  answer(response, 200, { sub, name, preferred_username, organization, regions, staff_id });
}

/** Token revocation (RFC 7009): ends the grant behind a refresh token; any other token is answered 200 and left alone. */
export async function revoke(at: TokenEndpoints, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = await readForm(request);
  const client = authenticate(at.clients, request, form);
  if (client === null) {
    answer(response, 401, {
      error: 'invalid_client',
      error_description: 'Invalid client or Invalid client credentials',
    });
    return;
  }
  const token = await at.provider.RefreshToken.find(form.get('token') ?? '');
  if (token?.clientId === client.clientId) {
    const grant = await at.provider.Grant.find(token.grantId ?? '');
    await Promise.all([token.destroy(), grant?.destroy()]);
  }
  answer(response, 200, {});
}

async function claimsInForce(at: TokenEndpoints, token: string): Promise<VerifiedClaims | null> {
  const claims = await at.verify(token).catch((error: unknown) => {
    if (error instanceof Fault) return null;
    throw error;
  });
  if (claims === null || typeof claims.sid !== 'string') return claims;
  const behind = (await at.provider.Session.findByUid(claims.sid)) ?? (await at.provider.Grant.find(claims.sid));
  return behind === undefined ? null : claims;
}

function authenticate(
  clients: readonly RealmClient[],
  request: IncomingMessage,
  form: URLSearchParams,
): RealmClient | null {
  const basic = /^basic +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const [id, secret] =
    basic === undefined
      ? [form.get('client_id'), form.get('client_secret')]
      : Buffer.from(basic, 'base64').toString('utf8').split(':');
  const client = clients.find(({ clientId }) => clientId === id);
  if (client === undefined) return null;
  const isProven = client.publicClient === true || (client.secret !== undefined && client.secret === secret);
  return isProven ? client : null;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
