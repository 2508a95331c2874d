import { type Context, errors } from 'oidc-provider';
import type { Realm } from '../realm.js';
import type { Accounts } from './accounts.js';
import { resource, resourceServer, scopesOf } from './resource-server.js';

/** OAuth's password grant (RFC 6749, section 4.3), for the command line in development only. */
export function grantByPassword(realm: Realm, accounts: Accounts): (context: Context) => Promise<void> {
  const known = new Set(scopesOf(realm));
  return async (context) => {
    const { oidc } = context;
    const { provider, client, params } = oidc;
    const accountId = accounts.login(params.username ?? '', params.password ?? '');
    if (accountId === null) throw new errors.InvalidGrant('Invalid user credentials');
    const scopes = (params.scope ?? '').split(' ').filter((scope) => scope !== '');
    const strange = scopes.find((scope) => !known.has(scope));
    if (strange !== undefined) throw new errors.InvalidRequest(`Invalid scopes: ${strange}`);

    const scope = scopes.join(' ');
    const grant = new provider.Grant({ accountId, clientId: client.clientId });
    grant.addOIDCScope(scope);
    grant.addResourceScope(resource, scope);
    const grantId = await grant.save();
    const owner = { accountId, client, grantId, gty: 'password', scope };
    const accessToken = new provider.AccessToken(owner);
    accessToken.resourceServer = new provider.ResourceServer(resource, resourceServer(realm));
    const refreshToken = new provider.RefreshToken({ ...owner, resource });
    oidc.entity('AccessToken', accessToken);
    context.body = {
      access_token: await accessToken.save(),
      expires_in: accessToken.expiration,
      refresh_token: await refreshToken.save(),
      refresh_expires_in: refreshToken.expiration,
      token_type: 'Bearer',
      scope,
    };
  };
}
