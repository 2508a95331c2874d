import { hash } from 'node:crypto';
import { ByteBoundedCache } from './byte-bounded-cache.js';
import type { KnownOperation } from './known-operation.js';

const boundOfKnownCallers = 64 * 1024 * 1024;
const boundOfAnonymous = 8 * 1024 * 1024;

// A parsed, authorised and planned operation weighs some tens of times its text; measured, not exact.
const bytesPerCharacter = 60;

/**
 * The operations that one graph has seen, by document and operation name, bounded in bytes. Anonymous callers have a
 * segment of their own, so that nobody without a login can push out what the county works with.
 */
export class OperationCache {
  readonly #known = new ByteBoundedCache<KnownOperation>(boundOfKnownCallers);
  readonly #anonymous = new ByteBoundedCache<KnownOperation>(boundOfAnonymous);

  /** Estimated bytes of each segment. */
  get bytes(): { readonly known: number; readonly anonymous: number } {
    return { known: this.#known.bytes, anonymous: this.#anonymous.bytes };
  }

  get(key: string, anonymous: boolean): KnownOperation | undefined {
    return this.#known.get(key) ?? (anonymous ? this.#anonymous.get(key) : undefined);
  }

  set(key: string, operation: KnownOperation, characters: number, anonymous: boolean): void {
    (anonymous ? this.#anonymous : this.#known).set(key, operation, characters * bytesPerCharacter);
  }
}

/** The key of a document and the operation that is meant: both themselves where they are short, else their digest. */
export function operationKey(query: string, operationName: string | null): string {
  // To find a text V8 hashes it whole, which is cheaper than SHA-256 for some hundred characters.
  return query.length <= 256 ? `${query}\0${operationName ?? ''}` : operationDigest(query, operationName);
}

/** SHA-256 over a document and the operation that is meant, in hexadecimal digits. */
export function operationDigest(query: string, operationName: string | null): string {
  return hash('sha256', `${query}\0${operationName ?? ''}`, 'hex');
}
