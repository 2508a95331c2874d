/** The explorer's login: authorisation code with PKCE (RFC 7636), the tokens in this tab's session storage. */

const tokensKey = 'yimen.tokens';
const attemptKey = 'yimen.login';
const earlyMilliseconds = 10_000;

/**
 * Makes the login of one tab at the realm `issuer` (with Keycloak's addresses) as the public client `clientId`.
 */
export function openLogin({ issuer, clientId }) {
  const endpoints = `${issuer}/protocol/openid-connect`;
  const redirectUri = `${location.origin}/`;
  let refreshing;

  async function requestTokens(parameters) {
    const response = await fetch(`${endpoints}/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: clientId, ...parameters }),
    });
    if (!response.ok) return null;
    const { access_token, refresh_token, id_token, expires_in } = await response.json();
    const tokens = {
      access: access_token,
      refresh: refresh_token,
      id: id_token ?? read()?.id,
      expiresAt: Date.now() + expires_in * 1000,
    };
    sessionStorage.setItem(tokensKey, JSON.stringify(tokens));
    return tokens;
  }

  async function refresh({ refresh: refresh_token }) {
    const tokens = await requestTokens({ grant_type: 'refresh_token', refresh_token });
    if (tokens === null) sessionStorage.removeItem(tokensKey);
    return tokens;
  }

  return {
    /** Goes to the issuer's login page. */
    async start() {
      const verifier = randomText();
      const state = randomText();
      const query = new URLSearchParams(location.search).get('query');
      sessionStorage.setItem(attemptKey, JSON.stringify({ verifier, state, query }));
      const challenge = base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
      location.assign(
        `${endpoints}/auth?${new URLSearchParams({
          client_id: clientId,
          response_type: 'code',
          redirect_uri: redirectUri,
          scope: 'openid organization:*',
          state,
          code_challenge: challenge,
          code_challenge_method: 'S256',
        })}`,
      );
    },

    /** Ends a login that the issuer has just sent back here. Returns false when it was refused, otherwise true. */
    async finish() {
      const answer = new URLSearchParams(location.search);
      if (!answer.has('state')) return true;
      const attempt = JSON.parse(sessionStorage.getItem(attemptKey) ?? 'null');
      sessionStorage.removeItem(attemptKey);
      // The code leaves the address bar; the query that stood in it before the login comes back.
      const query = attempt?.query ? `?${new URLSearchParams({ query: attempt.query })}` : '';
      history.replaceState(null, '', `${redirectUri}${query}`);
      const code = answer.get('code');
      if (code === null || attempt === null || attempt.state !== answer.get('state')) return false;
      const tokens = await requestTokens({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: attempt.verifier,
      });
      return tokens !== null;
    },

    /** The access token, refreshed when it is about to expire; null for who is not logged in. */
    async accessToken() {
      const tokens = read();
      if (tokens === null) return null;
      if (Date.now() < tokens.expiresAt - earlyMilliseconds) return tokens.access;
      refreshing ??= refresh(tokens).finally(() => (refreshing = undefined));
      return (await refreshing)?.access ?? null;
    },

    /** What the access token says of the person, or null. */
    async caller() {
      const token = await this.accessToken();
      if (token === null) return null;
      const payload = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
      const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
      const claims = JSON.parse(new TextDecoder().decode(bytes));
      return { name: claims.name ?? claims.preferred_username, roles: claims.realm_access?.roles ?? [] };
    },

    /** Forgets the tokens and ends the session at the issuer. */
    leave() {
      const tokens = read();
      sessionStorage.removeItem(tokensKey);
      location.assign(
        `${endpoints}/logout?${new URLSearchParams({
          client_id: clientId,
          post_logout_redirect_uri: redirectUri,
          ...(tokens?.id === undefined ? {} : { id_token_hint: tokens.id }),
        })}`,
      );
    },
  };
}

function read() {
  return JSON.parse(sessionStorage.getItem(tokensKey) ?? 'null');
}

function randomText() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes) {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
