import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';

/** Where a portal publishes the keys by which it signs (a JSON Web Key Set, RFC 7517), below its origin. */
export const keysPath = '/.well-known/http-message-signatures-directory';

/** Milliseconds: between two looks for a key that is not known, until known keys are read again, and that the portal may take. */
const betweenLooks = 5_000;
const freshFor = 300_000;
const patience = 3_000;

/** Thrown where a key is not known and the portal's keys cannot be read. */
export class KeysAway extends Error {}

/** The keys of a portal by their names, read when one is not known, and again after five minutes. */
export class PublishedKeys {
  readonly #address: string;
  readonly #now: () => number;
  #known: ReadonlyMap<string, KeyObject> = new Map();
  #readAt = -Infinity;
  #triedAt = -Infinity;
  #reading: Promise<void> | undefined;

  /** `now` is in milliseconds since 1970. */
  constructor(portal: string, now: () => number) {
    this.#address = new URL(keysPath, portal).href;
    this.#now = now;
  }

  /** The key of that name; null where the portal has none. Throws KeysAway. */
  async find(name: string): Promise<KeyObject | null> {
    const isOld = this.#now() - this.#readAt >= freshFor;
    if (isOld || !this.#known.has(name)) await this.#readAgain();
    const key = this.#known.get(name);
    if (key) return key;
    if (this.#readAt < this.#triedAt) throw new KeysAway(`The keys at ${this.#address} cannot be read.`);
    return null;
  }

  // Whoever makes up names has nobody ask the portal for each of them.
  async #readAgain(): Promise<void> {
    if (this.#reading === undefined && this.#now() - this.#triedAt >= betweenLooks) {
      this.#triedAt = this.#now();
      this.#reading = this.#read(this.#triedAt).finally(() => (this.#reading = undefined));
    }
    await this.#reading;
  }

  async #read(at: number): Promise<void> {
    try {
      const response = await fetch(this.#address, { redirect: 'error', signal: AbortSignal.timeout(patience) });
      const { keys } = (await response.json()) as { keys: readonly (JsonWebKey & { kid: string })[] };
      this.#known = new Map(keys.map((key) => [key.kid, createPublicKey({ key, format: 'jwk' })]));
      this.#readAt = at;
    } catch {
      // What was known stays good; who names another key is told that the keys cannot be read.
    }
  }
}
