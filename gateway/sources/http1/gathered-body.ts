const nothing = Buffer.alloc(0);
/** Rooms that wait for bodies, at most so many of at most so many bytes. */
const spare: Buffer[] = [];
const mostSpare = 16;
const largestSpare = 1_048_576;

/**
 * A body that comes in pieces, in a room that another body had before: with a room of its own for each, memory would be
 * collected all the time.
 */
export class GatheredBody {
  #room: Buffer = nothing;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The body as far as it has come; after `release` the bytes are another's. */
  get bytes(): Buffer {
    return this.#room.subarray(0, this.#size);
  }

  /** Takes in a piece; `expected` is the size of the whole, as far as it is known. */
  add(piece: Buffer, expected = 0): void {
    if (this.#room === nothing) this.#room = spare.pop() ?? nothing;
    const size = this.#size + piece.length;
    if (size > this.#room.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(size, expected, 2 * this.#room.length));
      this.#room.copy(larger, 0, 0, this.#size);
      this.#room = larger;
    }
    piece.copy(this.#room, this.#size);
    this.#size = size;
  }

  /** Makes it ready for another body. */
  release(): void {
    const room = this.#room;
    this.#room = nothing;
    this.#size = 0;
    if (room !== nothing && room.length <= largestSpare && spare.length < mostSpare) spare.push(room);
  }
}
