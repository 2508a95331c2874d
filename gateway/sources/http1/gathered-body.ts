/*
 * Gathers bodies in memory that other bodies had before. Assumes that whoever is given the bytes has read them when it returns.
 * New memory is twice dear: the system hands it over page by page, and V8 collects the whole heap for it, on threads that
 * keep the one of all requests waiting where cores are few.
 */
const nothing = Buffer.alloc(0);
/** Rooms that wait for bodies, at most so many of fewer bytes than a large one has. */
const spare: Buffer[] = [];
const mostSpare = 16;
/** Large rooms that wait for bodies, all of the same size, at most so many. */
const spareLarge: Buffer[] = [];
const mostSpareLarge = 48;
const largeRoom = 1_048_576;

/** A body that comes in pieces. A large one whose size nobody tells has many rooms, so that none is copied as it grows. */
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
    if (this.#filled + piece.length > this.#room.length) this.#enlarge(piece, expected);
    else this.#put(piece);
  }

  /** Makes it ready for another body. */
  release(): void {
    const full = this.#full;
    if (full !== undefined) for (const each of full) keep(each);
    if (this.#room !== nothing) keep(this.#room);
    this.#room = nothing;
    this.#filled = 0;
    this.#full = undefined;
    this.#before = 0;
  }

  #put(piece: Buffer): void {
    piece.copy(this.#room, this.#filled);
    this.#filled += piece.length;
  }

  #enlarge(piece: Buffer, expected: number): void {
    const size = this.#filled + piece.length;
    if (expected < size && this.#room.length >= largeRoom / 2) return this.#goOn(piece);
    const larger = roomOf(Math.max(size, expected, 2 * this.#room.length));
    this.#room.copy(larger, 0, 0, this.#filled);
    if (this.#room !== nothing) keep(this.#room);
    this.#room = larger;
    this.#put(piece);
  }

  /** Fills the room to its last byte and goes on in another. */
  #goOn(piece: Buffer): void {
    const fitting = this.#room.length - this.#filled;
    this.#put(piece.subarray(0, fitting));
    (this.#full ??= []).push(this.#room);
    this.#before += this.#room.length;
    this.#filled = 0;
    this.#room = roomOf(largeRoom);
    this.add(piece.subarray(fitting));
  }
}

function roomOf(size: number): Buffer {
  return (size === largeRoom ? spareLarge.pop() : undefined) ?? Buffer.allocUnsafeSlow(size);
}

function keep(room: Buffer): void {
  if (room.length === largeRoom && spareLarge.length < mostSpareLarge) spareLarge.push(room);
  else if (room.length < largeRoom && spare.length < mostSpare) spare.push(room);
}
