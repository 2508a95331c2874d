import { createHash, createPublicKey, type KeyObject, randomUUID, sign } from 'node:crypto';
import path from 'node:path';
import { calculateJwkThumbprint, type JSONWebKeySet, type JWTPayload, SignJWT } from 'jose';
import { callTag } from '../../kit/docking/verify-call.js';
import type { Clock } from '../../kit/module/context.js';
import type { Config } from '../config.js';
import { keptKey } from '../kept-key.js';
import type { Sign } from '../sources/call.js';

/** Seconds for which a signature, and claims about a caller, are good. */
const life = 30;
const claimsLife = 60;

/**
 * What the portal signs for subgraphs of departments, so that they can refuse whatever did not come through it: HTTP Message Signatures
 * (RFC 9421) by Ed25519, each with a nonce of its own.
 */
export class CallSigner {
  /** The public half, as it is published; named by its thumbprint (RFC 7638). */
  readonly keys: JSONWebKeySet;
  readonly #key: KeyObject;
  readonly #name: string;
  readonly #issuer: string;
  readonly #clock: Clock;

  private constructor(key: KeyObject, name: string, issuer: string, clock: Clock) {
    const jwk = createPublicKey(key).export({ format: 'jwk' });
    this.keys = { keys: [{ ...jwk, kty: 'OKP', kid: name, use: 'sig', alg: 'EdDSA' }] };
    this.#key = key;
    this.#name = name;
    this.#issuer = issuer;
    this.#clock = clock;
  }

  /** With CALL_SIGNING_KEY, or the key that the data folder keeps, which portals that share the folder share. */
  static async open(
    { dataFolder, audience, docking: { signingKey } }: Pick<Config, 'dataFolder' | 'audience' | 'docking'>,
    clock: Clock,
  ): Promise<CallSigner> {
    const key = signingKey ?? (await keptKey(path.join(dataFolder, 'call-key.pem')));
    const name = await calculateJwkThumbprint(createPublicKey(key));
    return new CallSigner(key, name, audience, clock);
  }

  /** The moment by which it signs, in milliseconds since 1970. */
  now(): number {
    return this.#clock.now().getTime();
  }

  /** A token for one subgraph alone (RFC 7519): what is claimed of a caller, by the portal's name, which is AUDIENCE, for a minute. */
  token(subgraph: string, claims: JWTPayload): Promise<string> {
    const issued = Math.floor(this.now() / 1_000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'EdDSA', kid: this.#name, typ: 'JWT' })
      .setIssuer(this.#issuer)
      .setAudience(subgraph)
      .setIssuedAt(issued)
      .setExpirationTime(issued + claimsLife)
      .sign(this.#key);
  }

  /** How messages to an origin are signed: over method, target, digest of the body (RFC 9530), and authorisation where there is one. */
  to(origin: string): Sign {
    return ({ path: target, headers, body }) => {
      const digest = `sha-256=:${createHash('sha256').update(body, 'latin1').digest('base64')}:`;
      const { authorization } = headers;
      const covered: [name: string, value: string][] = [
        ['"@method"', 'POST'],
        ['"@target-uri"', origin + target],
        ['"content-digest"', digest],
      ];
      if (authorization !== undefined) covered.push(['"authorization"', authorization]);
      const input = `(${covered.map(([name]) => name).join(' ')})${this.#parameters()}`;
      const lines = [...covered, ['"@signature-params"', input]].map(([name, value]) => `${name}: ${value}`);
      const signature = sign(null, Buffer.from(lines.join('\n')), this.#key).toString('base64');
      const signed = {
        'content-digest': digest,
        'signature-input': `yimen=${input}`,
        signature: `yimen=:${signature}:`,
      };
      return { path: target, headers: { ...headers, ...signed }, body };
    };
  }

  // Written here and not by the library that reads it: of these few values none has to be escaped, and it takes half the time.
  #parameters(): string {
    const created = Math.floor(this.now() / 1_000);
    const named = `nonce="${randomUUID()}";keyid="${this.#name}";alg="ed25519";tag="${callTag}"`;
    return `;created=${created};expires=${created + life};${named}`;
  }
}
