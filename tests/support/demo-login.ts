/** What the issuer gives for a login. */
export interface Login {
  readonly token: string;
  readonly refreshToken: string;
}

/** Logs a demo account in, as the client of the command line. */
export async function logIn(issuer: string, username: string): Promise<Login> {
  const response = await toIssuer(issuer, 'token', {
    grant_type: 'password',
    client_id: 'yimen-cli',
    username,
    password: 'demo',
    scope: 'openid organization:*',
  });
  const body = (await response.json()) as { access_token?: string; refresh_token?: string };
  const { access_token: token, refresh_token: refreshToken } = body;
  if (!token || !refreshToken) throw new Error(`No tokens for ${username}: ${JSON.stringify(body)}`);
  return { token, refreshToken };
}

/** Ends the session of a login. */
export async function logOut(issuer: string, { refreshToken }: Login): Promise<void> {
  const { status } = await toIssuer(issuer, 'revoke', { client_id: 'yimen-cli', token: refreshToken });
  if (status !== 200) throw new Error(`The logout was answered with ${status}.`);
}

function toIssuer(issuer: string, path: string, form: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${issuer}/protocol/openid-connect/${path}`, { method: 'POST', body: new URLSearchParams(form) });
}
