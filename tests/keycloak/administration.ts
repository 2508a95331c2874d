import type { TestKeycloak } from '../support/issuer.js';

/** Keycloak's Admin REST API, as the administrator of the server. */
export interface Administration {
  /** What stands at a path below `/admin/realms`. */
  get<T>(path: string): Promise<T>;
  /** Changes what stands there; rejects when Keycloak refuses. */
  send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<void>;
}

/** Opens it. Each call logs in anew, as the administrator's tokens live a minute. */
export function administration({ origin, adminPassword }: Pick<TestKeycloak, 'origin' | 'adminPassword'>) {
  async function call(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${origin}/admin/realms${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await adminToken(origin, adminPassword)}`,
        'content-type': 'application/json',
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (response.ok) return response;
    throw new Error(`${method} ${path} is answered with ${response.status}: ${await response.text()}`);
  }
  const opened: Administration = {
    get: async (path) => (await call('GET', path)).json() as Promise<never>,
    send: async (method, path, body) => void (await call(method, path, body)),
  };
  return opened;
}

async function adminToken(origin: string, password: string): Promise<string> {
  const response = await fetch(`${origin}/realms/master/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username: 'admin', password }),
  });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`The administrator gets no token: status ${response.status}.`);
  return token;
}
