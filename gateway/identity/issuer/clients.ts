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
  return {
    client_id: client.clientId,
    ...(client.name === undefined ? {} : { client_name: client.name }),
    ...(client.publicClient === true ? {} : { client_secret: client.secret }),
    token_endpoint_auth_method: client.publicClient === true ? 'none' : 'client_secret_basic',
    grant_types: [
      ...(code ? ['authorization_code'] : []),
      ...(code || password ? ['refresh_token'] : []),
      ...(password ? ['password'] : []),
      ...(client.serviceAccountsEnabled === true ? ['client_credentials'] : []),
    ],
    response_types: code ? ['code'] : [],
    redirect_uris: client.redirectUris ?? [],
    post_logout_redirect_uris: client.redirectUris ?? [],
  };
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
