const key = 'yimen.tokens';
const earlyMilliseconds = 10_000;

/** Keeps the tokens of one tab in its session storage, and renews them at the issuer's token endpoint. */
export function openTokens(endpoints, clientId) {
  let renewing;

  async function request(parameters) {
    const response = await fetch(`${endpoints}/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: clientId, ...parameters }),
    });
    if (!response.ok) {
      sessionStorage.removeItem(key);
      return null;
    }
    const { access_token, refresh_token, id_token, expires_in } = await response.json();
    const tokens = {
      access: access_token,
      refresh: refresh_token,
      id: id_token ?? held()?.id,
      expiresAt: Date.now() + expires_in * 1000,
    };
    sessionStorage.setItem(key, JSON.stringify(tokens));
    return tokens;
  }

  return {
    /** Asks for tokens by a grant; null when they are refused. */
    request,

    /** The access token, renewed when it is about to expire; null for who is not logged in. */
    async access() {
      const tokens = held();
      if (tokens === null) return null;
      if (Date.now() < tokens.expiresAt - earlyMilliseconds) return tokens.access;
      // One request for all that wait: a refresh token is good for one use.
      renewing ??= request({ grant_type: 'refresh_token', refresh_token: tokens.refresh }).finally(() => {
        renewing = undefined;
      });
      return (await renewing)?.access ?? null;
    },

    /** Forgets the tokens; the ID token, when there was one, serves as the proof of having been logged in. */
    forget() {
      const id = held()?.id;
      sessionStorage.removeItem(key);
      return id;
    },
  };
}

function held() {
  return JSON.parse(sessionStorage.getItem(key) ?? 'null');
}
