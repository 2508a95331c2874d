/** A cache that forgets what was used longest ago once the bytes that its entries stand for exceed a bound. */
export class ByteBoundedCache<V> {
  readonly #entries = new Map<string, { readonly value: V; readonly bytes: number }>();
  readonly #bound: number;
  #bytes = 0;

  constructor(bound: number) {
    this.#bound = bound;
  }

  /** Bytes that its entries stand for. */
  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    // A Map keeps the order of insertion, so the first key is the one used longest ago.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Keeps a value that stands for `bytes`; one larger than a tenth of the bound is not kept, so no one empties all. */
  set(key: string, value: V, bytes: number): void {
    if (bytes > this.#bound / 10) return;
    const known = this.#entries.get(key);
    if (known) this.#bytes -= known.bytes;
    this.#entries.delete(key);
    this.#entries.set(key, { value, bytes });
    this.#bytes += bytes;
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.#bound) break;
      this.#entries.delete(oldest);
      this.#bytes -= entry.bytes;
    }
  }
}
