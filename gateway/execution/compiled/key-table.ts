/*
 * Finds equal stretches of bytes. Assumes that few share a place in the table: where many do, because somebody made them so, one is
 * not found and not kept, and what is equal to it is taken for another.
 */
import { hashOf, isEqualAt } from './four-bytes.js';

const fewest = 256;
/** Entries: where the bytes begin and end, and what is known of them. */
const entrySize = 3;
const mostProbes = 64;
// Nobody outside can know which texts share a place.
const seed = Math.floor(Math.random() * 2 ** 32);

/** Numbers known of stretches of bytes that stand in one buffer, or in what it grows to. */
export class KeyTable {
  /** The number of an entry and one more; 0 for none. */
  #slots = new Int32Array(fewest);
  #entries = new Int32Array((entrySize * fewest) / 2);
  #count = 0;
  // Of the last search.
  #slot = -1;
  #start = 0;
  #end = 0;

  get size(): number {
    return this.#count;
  }

  clear(): void {
    if (this.#count > 0) this.#slots.fill(0);
    this.#count = 0;
  }

  /** What is known of bytes equal to these; 0 for nothing. */
  find(view: DataView, start: number, end: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(view, start, end, seed) & mask;
    this.#start = start;
    this.#end = end;
    for (let probe = 0; probe < mostProbes; probe += 1) {
      const entry = (this.#slots[slot] as number) - 1;
      if (entry < 0) {
        this.#slot = slot;
        return 0;
      }
      if (this.#isEqual(view, entry)) return this.#entries[entry * entrySize + 2] as number;
      slot = (slot + 1) & mask;
    }
    this.#slot = -1;
    return 0;
  }

  /** Notes a number, which is not 0, of the bytes that were looked for last and not found. */
  add(view: DataView, value: number): void {
    if (this.#slot < 0) return;
    const at = this.#count * entrySize;
    this.#entries[at] = this.#start;
    this.#entries[at + 1] = this.#end;
    this.#entries[at + 2] = value;
    this.#count += 1;
    this.#slots[this.#slot] = this.#count;
    if (2 * this.#count === this.#slots.length) this.#grow(view);
  }

  #isEqual(view: DataView, entry: number): boolean {
    const start = this.#entries[entry * entrySize] as number;
    const size = this.#end - this.#start;
    if ((this.#entries[entry * entrySize + 1] as number) - start !== size) return false;
    return isEqualAt(view, start, this.#start, size);
  }

  #grow(view: DataView): void {
    const entries = this.#entries;
    const count = this.#count;
    this.#slots = new Int32Array(4 * this.#slots.length);
    this.#entries = new Int32Array((entrySize * this.#slots.length) / 2);
    this.#count = 0;
    for (let entry = 0; entry < count; entry += 1) {
      const at = entry * entrySize;
      this.find(view, entries[at] as number, entries[at + 1] as number);
      this.add(view, entries[at + 2] as number);
    }
  }
}
