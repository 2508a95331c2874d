import type { ClientMetadata } from 'oidc-provider';
import type { Realm, RealmClient } from '../realm.js';

/** Gives the clients of a realm with the placeholders filled in that the base leaves to the environment. */
export function clientsOf(realm: Realm, origin: string, clientSecret: string): RealmClient[] {
  return realm.clients
    .filter(({ enabled }) => enabled !== false)
    .map((client) => ({
      ...client,
      redirectUris: redirectUris(client, origin),
      ...(client.secret === undefined ? {} : { secret: client.secret.startsWith('${') ? clientSecret : client.secret }),
    }));
}

/** A realm's client as oidc-provider wants it. */
export function clientMetadata(client: RealmClient): ClientMetadata {
  const code = client.standardFlowEnabled === true;
  const password = client.directAccessGrantsEnabled === true;
  const device = client.attributes?.['oauth2.device.authorization.grant.enabled'] === 'true';
  return {
    client_id: client.clientId,
    ...(client.name === undefined ? {} : { client_name: client.name }),
    ...proofOf(client),
    grant_types: [
      ...(code ? ['authorization_code'] : []),
      ...(code || password || device ? ['refresh_token'] : []),
      ...(device ? ['urn:ietf:params:oauth:grant-type:device_code'] : []),
      ...(password ? ['password'] : []),
      ...(client.serviceAccountsEnabled === true ? ['client_credentials'] : []),
    ],
    response_types: code ? ['code'] : [],
    redirect_uris: client.redirectUris ?? [],
    post_logout_redirect_uris: client.redirectUris ?? [],
  };
}

/** How a client proves to the issuer who it is: not at all, by a secret, or by what its own key signs (RFC 7523). */
function proofOf({ publicClient, secret, clientAuthenticatorType, attributes }: RealmClient) {
  if (publicClient === true) return { token_endpoint_auth_method: 'none' };
  if (clientAuthenticatorType !== 'client-jwt') {
    return { token_endpoint_auth_method: 'client_secret_basic', client_secret: secret };
  }
  return { token_endpoint_auth_method: 'private_key_jwt', jwks: JSON.parse(attributes?.['jwks.string'] ?? '{}') };
}

/** Relative addresses begin at the portal; who opens it by the name `localhost` must come back there. */
function redirectUris({ redirectUris = [] }: RealmClient, origin: string): string[] {
  const named = new URL(origin);
  named.hostname = 'localhost';
  return [
    ...new Set(
      redirectUris.flatMap((address) =>
        address.startsWith('/') ? [origin, named.origin].map((own) => new URL(address, own).href) : [address],
      ),
    ),
  ];
}
