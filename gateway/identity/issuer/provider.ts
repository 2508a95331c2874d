import Provider, { type Context, type Model } from 'oidc-provider';
import type { Realm, RealmClient } from '../realm.js';
import type { Accounts } from './accounts.js';
import { claimsForClient } from './claims-for-client.js';
import { clientMetadata } from './clients.js';
import { deviceFlow } from './device-pages.js';
import { escapeHtml, pageHeaders, pageText } from './page.js';
import { grantByPassword } from './password-grant.js';
import { refreshTokenText } from './refresh-token.js';
import { resource, resourceServer, scopesOf } from './resource-server.js';
import type { IssuerSecrets } from './secrets.js';
import type { IssuerStore } from './store.js';

/** What the provider is made of. */
export interface ProviderParts {
  readonly issuer: string;
  readonly realm: Realm;
  readonly clients: readonly RealmClient[];
  readonly accounts: Accounts;
  readonly secrets: IssuerSecrets;
  readonly store: IssuerStore;
}

/** Sets oidc-provider up so that its addresses, tokens and lifespans are those of a Keycloak with the same realm. */
export function keycloakShapedProvider(parts: ProviderParts): Provider {
  const { issuer, clients, secrets, store } = parts;
  const provider = new Provider(issuer, {
    adapter: (model: string) => store.rowsOf(model),
    clients: clients.map(clientMetadata),
    jwks: { keys: [secrets.signingKey] },
    cookies: { keys: [secrets.cookieKey] },
    ...protocolSettings(parts),
    ...tokenSettings(parts),
    ...accountSettings(parts),
    interactions: {
      url: (_context: Context, { uid }: { readonly uid: string }) =>
        `${new URL(issuer).pathname}/login-actions/authenticate?uid=${uid}`,
    },
    renderError: (context: Context, out: Readonly<Record<string, unknown>>) => {
      for (const [name, value] of Object.entries(pageHeaders())) context.set(name, value);
      const reason = escapeHtml(String(out.error_description ?? out.error));
      context.body = pageText('无法完成 <small>Cannot go on</small>', `<p role="alert">${reason}</p>`);
    },
  });
  provider.RefreshToken.prototype.generateTokenId = function (this: Model) {
    return refreshTokenText(this, issuer, secrets.refreshTokenKey);
  };
  provider.registerGrantType('password', grantByPassword(parts.realm, parts.accounts), [
    'username',
    'password',
    'scope',
  ]);
  return provider;
}

function protocolSettings({ realm }: ProviderParts): Readonly<Record<string, unknown>> {
  const protocol = '/protocol/openid-connect';
  return {
    scopes: scopesOf(realm),
    pkce: { required: () => true },
    clientBasedCORS: (_context: Context, origin: string, client: { readonly redirectUris: readonly string[] }) =>
      client.redirectUris.some((address) => new URL(address).origin === origin),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      deviceFlow,
      introspection: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => resourceServer(realm),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context: Context, form: string) => {
          // Keycloak asks only who brings no proof of having been logged in.
          const options = {
            submitAtOnce: context.oidc.params.id_token_hint !== undefined,
            formTargets: ['http:', 'https:'],
          };
          for (const [name, value] of Object.entries(pageHeaders(options))) context.set(name, value);
          const button = '<button form="op.logoutForm" name="logout" value="yes">退出登录 Log out</button>';
          context.body = pageText('退出登录 <small>Log out</small>', `${form}${button}`, options);
        },
        postLogoutSuccessSource: (context: Context) => {
          for (const [name, value] of Object.entries(pageHeaders())) context.set(name, value);
          context.body = pageText('已退出 <small>Logged out</small>', '<p>您已退出登录。 You are logged out.</p>');
        },
      },
    },
    routes: {
      authorization: `${protocol}/auth`,
      device_authorization: `${protocol}/auth/device`,
      code_verification: '/device',
      token: `${protocol}/token`,
      jwks: `${protocol}/certs`,
      userinfo: `${protocol}/userinfo`,
      introspection: `${protocol}/token/introspect`,
      revocation: `${protocol}/revoke`,
      end_session: `${protocol}/logout`,
    },
  };
}

function tokenSettings({ realm, clients, accounts }: ProviderParts): Readonly<Record<string, unknown>> {
  const { accessTokenLifespan, ssoSessionIdleTimeout, ssoSessionMaxLifespan } = realm;
  const defaultScopes = new Map(clients.map((client) => [client.clientId, shownScopes(realm, client)]));
  return {
    ttl: {
      AccessToken: accessTokenLifespan,
      AuthorizationCode: 60,
      ClientCredentials: accessTokenLifespan,
      DeviceCode: 600,
      Grant: ssoSessionMaxLifespan,
      IdToken: accessTokenLifespan,
      Interaction: 1800,
      RefreshToken: ssoSessionIdleTimeout,
      Session: ssoSessionMaxLifespan,
    },
    issueRefreshToken: async () => true,
    rotateRefreshToken: true,
    conformIdTokenClaims: false,
    formats: {
      customizers: {
        jwt: (_context: Context, token: Model, parts: { header?: object; payload: Record<string, unknown> }) => {
          const clientId = token.clientId ?? '';
          const scopes = new Set([...(token.scope ?? '').split(' '), ...(defaultScopes.get(clientId) ?? [])]);
          scopes.delete('');
          const isService = token.accountId === undefined;
          const subject = token.accountId ?? accounts.serviceOf(clientId);
          const sid = token.sessionUid ?? token.grantId;
          parts.header = { typ: 'JWT' };
          parts.payload = {
            ...parts.payload,
            client_id: isService ? clientId : undefined,
            sub: subject,
            typ: 'Bearer',
            azp: clientId,
            acr: '1',
            ...(isService ? {} : { sid }),
            scope: [...scopes].join(' '),
            ...claimsForClient(realm, clientId, accounts.claimsOf(subject, scopes)),
          };
        },
      },
    },
  };
}

function accountSettings({ realm, accounts }: ProviderParts): Readonly<Record<string, unknown>> {
  const personal = ['preferred_username', 'name', 'organization', 'regions', 'staff_id'];
  return {
    claims: { openid: ['sub', 'typ', 'azp', ...personal] },
    findAccount: async (context: Context, subject: string) =>
      accounts.has(subject)
        ? {
            accountId: subject,
            claims: async (use: string, scope: string) => ({
              sub: subject,
              ...(use === 'id_token' ? { typ: 'ID', azp: context.oidc.client.clientId } : {}),
              ...accounts.claimsOf(subject, new Set(scope.split(' '))),
            }),
          }
        : undefined,
    // The portal's own clients need no consent: whatever they may ask for is granted with the login.
    loadExistingGrant: async ({ oidc }: Context) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope(scopesOf(realm).join(' '));
      grant.addResourceScope(resource, scopesOf(realm).join(' '));
      await grant.save();
      return grant;
    },
  };
}

function shownScopes(realm: Realm, { defaultClientScopes = [] }: RealmClient): string[] {
  return realm.clientScopes
    .filter(({ name, attributes }) => {
      return defaultClientScopes.includes(name) && attributes?.['include.in.token.scope'] === 'true';
    })
    .map(({ name }) => name);
}
