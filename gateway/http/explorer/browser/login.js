import { openTokens } from './tokens.js';

const attemptKey = 'yimen.login';

/**
 * The login of one tab by authorisation code with PKCE (RFC 7636), at the realm `issuer` (with Keycloak's addresses) as
 * the public client `clientId`.
 */
export function openLogin({ issuer, clientId }) {
  const endpoints = `${issuer}/protocol/openid-connect`;
  const redirectUri = `${location.origin}/`;
  const tokens = openTokens(endpoints, clientId);

  return {
    accessToken: () => tokens.access(),

    /** Goes to the issuer's login page. */
    async start() {
      const verifier = randomText();
      const state = randomText();
      const query = new URLSearchParams(location.search).get('query');
      sessionStorage.setItem(attemptKey, JSON.stringify({ verifier, state, query }));
      const request = new URLSearchParams({
        client_id: clientId,
        response_type: 'code',
        redirect_uri: redirectUri,
        scope: 'openid organization:*',
        state,
        code_challenge: base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))),
        code_challenge_method: 'S256',
      });
      location.assign(`${endpoints}/auth?${request}`);
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
      const granted = await tokens.request({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: attempt.verifier,
      });
      return granted !== null;
    },

    /** What the access token says of the person, or null. */
    async caller() {
      const token = await tokens.access();
      if (token === null) return null;
      const claims = claimsOf(token);
      return { name: claims.name ?? claims.preferred_username, roles: claims.realm_access?.roles ?? [] };
    },

    /** Forgets the tokens and ends the session at the issuer. */
    leave() {
      const id = tokens.forget();
      const request = new URLSearchParams({
        client_id: clientId,
        post_logout_redirect_uri: redirectUri,
        ...(id === undefined ? {} : { id_token_hint: id }),
      });
      location.assign(`${endpoints}/logout?${request}`);
    },
  };
}

function claimsOf(token) {
  const payload = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

function randomText() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes) {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
