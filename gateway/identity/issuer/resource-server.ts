import type { Realm } from '../realm.js';

/** The audience of every access token. */
export const audience = 'yimen';
/** OAuth's resource indicator of the portal (RFC 8707); it must be an absolute URI. */
export const resource = 'urn:yimen';

/** The portal as oidc-provider's resource server: what makes it issue signed access tokens for the audience. */
export function resourceServer(realm: Realm) {
  return {
    scope: scopesOf(realm).join(' '),
    audience,
    accessTokenFormat: 'jwt' as const,
    accessTokenTTL: realm.accessTokenLifespan,
    jwt: { sign: { alg: 'RS256' } },
  };
}

/** Every scope that a client may ask for. */
export function scopesOf(realm: Realm): string[] {
  return [
    'openid',
    ...realm.clientScopes.map(({ name }) => name),
    'organization:*',
    ...(realm.organizations ?? []).map(({ alias }) => `organization:${alias}`),
  ];
}
