import { KeyObject } from 'node:crypto';
import type { JWTVerifyGetKey } from 'jose';
import KeycloakConnect from 'keycloak-connect';
import type { Clock } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';

/** The portal's own dealings with its realm, as the confidential client of that name. */
export interface KeycloakGrants {
  /** The portal's service token (client credentials), good for 30 seconds more at least. Fault: UPSTREAM. */
  serviceToken(): Promise<string>;
  /** Whether a token is in force at this moment: its session not logged out, its account not disabled. Fault: UPSTREAM. */
  isInForce(token: string): Promise<boolean>;
}

/** Which realm, and as whom. */
export interface GrantOptions {
  /** `{server}/realms/{realm}` */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The realm's public keys. */
  readonly keys: JWTVerifyGetKey;
  readonly clock: Clock;
}

const timeout = 3_000;
const earlySeconds = 30;

/**
 * Opens Keycloak's grant manager. Its holes are closed here: its keys come from `keys`, because its own fetching of them
 * throws outside of any promise when what it gets is no JSON; every wait ends after 3 seconds; and introspection
 * (RFC 7662) is asked for directly, because the manager's own breaks the process in the same way. The code grant is not
 * offered: the manager cannot carry PKCE's `code_verifier`, and the explorer's login ends in the browser.
 */
export function keycloakGrants({ issuer, clientId, clientSecret, keys, clock }: GrantOptions): KeycloakGrants {
  const manager = grantManager(issuer, clientId, clientSecret, keys);
  let held: { readonly token: string; readonly until: number } | undefined;
  let pending: Promise<string> | undefined;

  async function obtain(): Promise<string> {
    const grant = await inTime(manager.obtainFromClientCredentials()).catch((error: unknown) => {
      throw unreachable(error);
    });
    const { token, exp } = contentOf(grant.access_token);
    held = { token, until: (exp - earlySeconds) * 1000 };
    return token;
  }

  return {
    serviceToken: async () => {
      if (held !== undefined && clock.now().getTime() < held.until) return held.token;
      return (pending ??= obtain().finally(() => (pending = undefined)));
    },
    isInForce: async (token) => {
      const answer = await introspect(issuer, clientId, clientSecret, token).catch((error: unknown) => {
        throw unreachable(error);
      });
      return answer.active === true;
    },
  };
}

function grantManager(issuer: string, clientId: string, clientSecret: string, keys: JWTVerifyGetKey) {
  const [server = '', realm = ''] = issuer.split('/realms/');
  const settings = {
    realm,
    'auth-server-url': server,
    resource: clientId,
    'ssl-required': 'external',
    'confidential-port': 0,
    credentials: { secret: clientSecret },
  };
  const manager = new KeycloakConnect({}, settings).grantManager;
  const getJWK = async (kid: string) => {
    const key = await keys({ alg: 'RS256', kid }, { payload: '', signature: '' });
    return key instanceof CryptoKey ? KeyObject.from(key) : key;
  };
  return Object.assign(manager, { rotation: { getJWK } });
}

async function introspect(issuer: string, clientId: string, clientSecret: string, token: string) {
  const response = await fetch(`${issuer}/protocol/openid-connect/token/introspect`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      accept: 'application/json',
    },
    body: new URLSearchParams({ token }),
    redirect: 'error',
    signal: AbortSignal.timeout(timeout),
  });
  if (response.status !== 200) throw new Error(`Introspection answers with status ${response.status}.`);
  const answer: unknown = await response.json();
  if (typeof answer !== 'object' || answer === null || !('active' in answer)) {
    throw new Error('What introspection answers says nothing of "active".');
  }
  return answer;
}

/** The manager's own types leave out the text and the claims that each of its tokens carries. */
function contentOf(token: object | undefined): { token: string; exp: number } {
  if (token !== undefined && 'token' in token && typeof token.token === 'string' && 'content' in token) {
    const { content } = token;
    if (typeof content === 'object' && content !== null && 'exp' in content && typeof content.exp === 'number') {
      return { token: token.token, exp: content.exp };
    }
  }
  throw unreachable(new Error('The grant holds no access token.'));
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${timeout} ms.`)), timeout);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function unreachable(cause: unknown): Fault {
  return new Fault(
    'UPSTREAM',
    { zh: '统一身份认证服务没有给出可用的答复。', en: 'The identity service gives no usable answer.' },
    { reason: 'ISSUER_UNREACHABLE', cause: cause instanceof Error ? cause : new Error(String(cause)) },
  );
}
