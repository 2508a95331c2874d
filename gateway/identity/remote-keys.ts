import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';

/** The public keys of an issuer elsewhere. */
export interface RemoteKeys {
  /** Finds the key that a token's header names, fetching the key set when it must. */
  readonly find: JWTVerifyGetKey;
  /** Grows each time the issuer's key set is found changed. */
  readonly revision: () => number;
}

const betweenFetches = 10_000;
const freshFor = 60_000;
const tooOldAfter = 120_000;
// Shorter than the time between fetches, so that there is never more than one under way.
const timeout = 3_000;

/**
 * Keeps the JSON Web Key Set (RFC 7517) at `address`: fetched when a key is unknown, at most once in 10 seconds however
 * many tokens name it, and renewed behind the requests when it is older than 60 seconds. Keys once had stay in use while
 * the issuer is away. Faults of `find`: UPSTREAM when the key is not known and the key set cannot be had within 3 seconds.
 */
export function remoteKeys(address: string, clock: Clock): RemoteKeys {
  let known: JWTVerifyGetKey | undefined;
  let text = '';
  let revision = 0;
  let triedAt = -Infinity;
  let failure: Error | undefined;
  let pending: Promise<void> | undefined;

  async function load(): Promise<void> {
    try {
      const keySet = await fetchKeySet(address);
      const found = JSON.stringify(keySet);
      if (found !== text) {
        known = createLocalJWKSet(keySet);
        text = found;
        revision += 1;
      }
      failure = undefined;
    } catch (error) {
      failure = new Error(`The key set ${address} cannot be had.`, { cause: error });
    }
  }

  function renew(after: number): Promise<void> | undefined {
    const now = clock.now().getTime();
    if (now - triedAt >= after) {
      triedAt = now;
      pending = load().finally(() => (pending = undefined));
    }
    return pending;
  }

  const find: JWTVerifyGetKey = async (header, token) => {
    if (known !== undefined) {
      // Under way behind the requests; only after a quiet time does a request wait, as keys may have left meanwhile.
      const quiet = clock.now().getTime() - triedAt >= tooOldAfter;
      const renewal = renew(freshFor);
      if (quiet) await renewal;
      try {
        return await known(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      }
    }
    await renew(betweenFetches);
    if (failure !== undefined) throw unreachable(failure);
    if (known === undefined) throw new errors.JWKSNoMatchingKey();
    return known(header, token);
  };
  return { find, revision: () => revision };
}

async function fetchKeySet(address: string): Promise<JSONWebKeySet> {
  const response = await fetch(address, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeout),
  });
  if (response.status !== 200) throw new Error(`It answers with status ${response.status}.`);
  const keySet: unknown = await response.json();
  if (!isKeySet(keySet)) throw new Error('What it answers is no JSON Web Key Set.');
  return keySet;
}

function isKeySet(value: unknown): value is JSONWebKeySet {
  return typeof value === 'object' && value !== null && 'keys' in value && Array.isArray(value.keys);
}

function unreachable(cause: Error): Fault {
  return new Fault(
    'UPSTREAM',
    { zh: '统一身份认证服务暂时无法访问,请稍后再试。', en: 'The identity service cannot be reached; try again later.' },
    { reason: 'ISSUER_UNREACHABLE', cause },
  );
}
