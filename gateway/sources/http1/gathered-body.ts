const nothing = Buffer.alloc(0);
/** Rooms that wait for bodies, at most so many of at most so many bytes. */
const spare: Buffer[] = [];
const mostSpare = 16;
const largestSpare = 1_048_576;

/**
 * A body that comes in pieces, in a room that another body had before: with a room of its own for each, memory would be
 * collected all the time. A large one whose size nobody tells has many rooms, so that none is copied as it grows.
 */
export class GatheredBody {
  #room: Buffer = nothing;
  #filled = 0;
  #full: Buffer[] | undefined;
  #before = 0;

  get size(): number {
    return this.#before + this.#filled;
  }

  /** The body as far as it has come; after `release` the bytes are another's. */
  get bytes(): Buffer {
    const last = this.#room.subarray(0, this.#filled);
    return this.#full === undefined ? last : Buffer.concat([...this.#full, last]);
  }

  /** Takes in a piece; `expected` is the size of the whole, as far as it is known. */
  add(piece: Buffer, expected = 0): void {
    if (this.#room === nothing) this.#room = spare.pop() ?? nothing;
    if (this.#filled + piece.length > this.#room.length) this.#enlarge(piece.length, expected);
    piece.copy(this.#room, this.#filled);
    this.#filled += piece.length;
  }

  /** Makes it ready for another body. */
  release(): void {
    const room = this.#room;
    this.#room = nothing;
    this.#filled = 0;
    this.#full = undefined;
    this.#before = 0;
    if (room !== nothing && room.length <= largestSpare && spare.length < mostSpare) spare.push(room);
  }

  #enlarge(more: number, expected: number): void {
    const size = this.#filled + more;
    if (expected < size && this.#filled >= largestSpare / 2) {
      (this.#full ??= []).push(this.#room.subarray(0, this.#filled));
      this.#before += this.#filled;
      this.#filled = 0;
      this.#room = Buffer.allocUnsafeSlow(Math.max(more, largestSpare));
      return;
    }
    const larger = Buffer.allocUnsafeSlow(Math.max(size, expected, 2 * this.#room.length));
    this.#room.copy(larger, 0, 0, this.#filled);
    this.#room = larger;
  }
}
