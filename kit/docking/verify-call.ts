/*
 * Tells a service of a department whether a call came through the portal. `yimen subgraph new` copies it, and what it imports beside it,
 * into projects that have nothing else of this one. Assumes that the body is given as its bytes came, before anybody parsed it.
 */
import { createHash, verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import {
  SignatureError,
  SignatureErrorCode,
  type UntrustedSignatureCandidate,
  verifySignature,
} from 'http-message-sig';
import { KeysAway, PublishedKeys } from './published-keys.js';

/** What a signature of the portal says that it is for: a signature made for anything else is none here. */
export const callTag = 'yimen-call';

/** A request as it arrived. */
export interface ArrivedCall {
  readonly method: string;
  /** The request line's target, as `/graphql`. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** Why a call is not believed: a reason for programs, a sentence for people, and the status to answer with. */
export interface CallRefusal {
  readonly status: 401 | 429 | 502;
  readonly code: 'UNAUTHENTICATED' | 'LIMITED' | 'UPSTREAM';
  readonly reason: string;
  readonly zh: string;
  readonly en: string;
}

/** What a service knows of itself and of the portal. */
export interface CallExpectations {
  /** The service's own address as it is registered: never what the header `Host` says, which is the caller's word. */
  readonly address: string;
  /** The portal's origin, as `https://yimen.example.gov.cn`. */
  readonly portal: string;
  /** Milliseconds since 1970; the machine's own when left out. */
  readonly now?: () => number;
  /**
   * Calls that are remembered at a time, so that none of them is believed twice; what comes beyond is refused. 200,000 when left out,
   * which is some 5,700 in a second.
   */
  readonly remembered?: number;
}

/** Seconds that a signature may be good for, and by which two machines' clocks may differ. */
const longestLife = 30;
const clockSkew = 5;

/** Thrown inside the library's own verification, which tells its causes. */
class NotBelieved extends Error {
  readonly refusal: CallRefusal;

  constructor(refusal: CallRefusal) {
    super(refusal.en);
    this.refusal = refusal;
  }
}

/**
 * Makes the function that says whether a call came through the portal: null where it did, or why it is not believed. Rules: HTTP
 * Message Signatures (RFC 9421) over method, target, digest of the body (RFC 9530) and authorisation, at most 30 seconds old, each once.
 */
export function callVerifier(expectations: CallExpectations): (call: ArrivedCall) => Promise<CallRefusal | null> {
  const { address, portal, now = Date.now, remembered = 200_000 } = expectations;
  const { origin } = new URL(address);
  const keys = new PublishedKeys(portal, now);
  const seen = new SeenOnce(now, remembered);
  return async (call) => {
    const { method, url, headers, body } = call;
    if (headers.signature === undefined || headers['signature-input'] === undefined) return missing;
    if (headers['content-digest'] !== digestOf(body)) return bodyChanged;
    try {
      const { parameters } = await verifySignature(
        { kind: 'request', method, targetUri: `${origin}${url}`, fields: fieldsOf(headers) },
        {
          policy: {
            algorithms: ['ed25519'],
            requiredComponents: [...covered, ...(headers.authorization === undefined ? [] : ['authorization'])],
            requiredParameters: ['created', 'expires', 'nonce', 'keyid', 'tag'],
            // `requireWindow` compares the times, and says of each what is wrong with it.
            now: now() / 1_000,
            clockSkew: Number.MAX_SAFE_INTEGER,
          },
          resolveVerifier: async (candidate) => {
            requireWindow(candidate, now() / 1_000);
            const key = await keys.find(String(candidate.parameters.keyid));
            if (key === null) throw new NotBelieved(keyUnknown);
            return { algorithm: 'ed25519', verify: (base, signature) => verify(null, base, key, signature) };
          },
        },
      );
      return seen.take(String(parameters.nonce), (Number(parameters.expires) + clockSkew) * 1_000);
    } catch (error) {
      return refusalOf(error);
    }
  };
}

const covered = ['@method', '@target-uri', 'content-digest'];

function digestOf(body: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

/** Header fields in the characters that a signature can cover. */
function fieldsOf(headers: IncomingHttpHeaders): { name: string; value: string }[] {
  return Object.entries(headers).flatMap(([name, given]) => {
    const value = Array.isArray(given) ? given.join(', ') : (given ?? '');
    return /^[\t\x20-\x7e]*$/.test(value) ? [{ name, value }] : [];
  });
}

function requireWindow({ parameters }: UntrustedSignatureCandidate, now: number): void {
  const { created = NaN, expires = NaN, tag } = parameters;
  if (tag !== callTag || !(expires - created <= longestLife)) throw new NotBelieved(incomplete);
  if (!(created <= now + clockSkew && expires >= now - clockSkew)) throw new NotBelieved(outOfTime);
}

function refusalOf(error: unknown): CallRefusal {
  if (!(error instanceof SignatureError)) throw error;
  if (error.cause instanceof NotBelieved) return error.cause.refusal;
  if (error.cause instanceof KeysAway) return keysAway;
  if (error.code === SignatureErrorCode.ResolverFailed) throw error.cause;
  if (error.code === SignatureErrorCode.VerificationFailed) return wrong;
  return error.code === SignatureErrorCode.PolicyViolation ? incomplete : malformed;
}

/** Calls that were believed, for as long as their signatures would be. */
class SeenOnce {
  readonly #now: () => number;
  readonly #most: number;
  readonly #until = new Map<string, number>();

  constructor(now: () => number, most: number) {
    this.#now = now;
    this.#most = most;
  }

  /** Takes a call in, once. Only a signature of the portal gets here, so nobody else fills it. */
  take(nonce: string, until: number): CallRefusal | null {
    for (const [known, end] of this.#until) {
      if (end >= this.#now()) break;
      this.#until.delete(known);
    }
    if (this.#until.has(nonce)) return replayed;
    if (this.#until.size >= this.#most) return tooMany(this.#most);
    this.#until.set(nonce, until);
    return null;
  }
}

const missing: CallRefusal = {
  status: 401,
  code: 'UNAUTHENTICATED',
  reason: 'SIGNATURE_MISSING',
  zh: '请求未经门户:没有签名(RFC 9421)。',
  en: 'The call did not come through the portal: it has no signature (RFC 9421).',
};
const malformed: CallRefusal = {
  ...missing,
  reason: 'SIGNATURE_MALFORMED',
  zh: '签名不合 RFC 9421。',
  en: 'The signature is not as RFC 9421 has it.',
};
const incomplete: CallRefusal = {
  ...missing,
  reason: 'SIGNATURE_INCOMPLETE',
  zh: `签名须覆盖 ${covered.join('、')} 及 authorization,写明 created、expires(不超过 30 秒)、nonce、keyid 和 tag。`,
  en: `The signature must cover ${covered.join(', ')} and authorization, with created, expires (30 s at most), nonce, keyid and tag.`,
};
const outOfTime: CallRefusal = {
  ...missing,
  reason: 'SIGNATURE_OUT_OF_TIME',
  zh: '签名已过期或尚未生效;请核对两端时钟。',
  en: 'The signature has expired, or is not good yet; compare the clocks.',
};
const wrong: CallRefusal = {
  ...missing,
  reason: 'SIGNATURE_WRONG',
  zh: '签名与请求不符。',
  en: 'The signature is not that of this call.',
};
const bodyChanged: CallRefusal = {
  ...missing,
  reason: 'BODY_DIGEST_WRONG',
  zh: '请求体与 content-digest(sha-256)不符。',
  en: 'The body is not the one of content-digest (sha-256).',
};
const keyUnknown: CallRefusal = {
  ...missing,
  reason: 'SIGNATURE_KEY_UNKNOWN',
  zh: '签名所用的密钥不是门户公布的。',
  en: 'The signature is by a key that the portal does not publish.',
};
const replayed: CallRefusal = {
  ...missing,
  reason: 'CALL_REPLAYED',
  zh: '该请求已收到过一次。',
  en: 'This call was received before.',
};
const tooMany = (most: number): CallRefusal => ({
  status: 429,
  code: 'LIMITED',
  reason: 'CALLS_TOO_MANY',
  zh: `半分钟内超过 ${most} 个请求,无法逐一记住。`,
  en: `More than ${most} calls in half a minute cannot each be remembered.`,
});
const keysAway: CallRefusal = {
  status: 502,
  code: 'UPSTREAM',
  reason: 'PORTAL_KEYS_AWAY',
  zh: '暂时无法读取门户的公钥。',
  en: 'The keys of the portal cannot be read for now.',
};
