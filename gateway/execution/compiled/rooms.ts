/*
 * Memory that was used before. What one answer is read into lives as long as its request and would be copied at every collection
 * of young objects meanwhile; new memory is dear besides, because the system hands it over page by page. Assumes that whoever
 * gives a room back holds no part of it any more; what is never given back is collected as ever.
 */

/** Rooms have as many elements as a power of two, from this one to that one; larger ones are not kept. */
const smallest = 10;
const largest = 22;
/** Bytes of all rooms of one kind that wait; what is given back beyond them is collected. */
const mostSpare = 67_108_864;

interface Room {
  readonly length: number;
  readonly byteLength: number;
}

/** Rooms of one kind, by the power of two of their size. */
class Rooms<T extends Room> {
  readonly #make: (length: number) => T;
  readonly #spare: T[][] = Array.from({ length: largest + 1 }, () => []);
  #bytes = 0;

  constructor(make: (length: number) => T) {
    this.#make = make;
  }

  /** One with room for so many elements at least; what stands in it is anything. */
  take(least: number): T {
    const power = 32 - Math.clz32(Math.max(least, 2 ** smallest) - 1);
    const room = this.#spare[power]?.pop();
    if (room === undefined) return this.#make(2 ** power);
    this.#bytes -= room.byteLength;
    return room;
  }

  /** Keeps one for others. */
  giveBack(room: T): void {
    const spare = this.#spare[31 - Math.clz32(room.length)];
    if (spare === undefined || this.#bytes + room.byteLength > mostSpare) return;
    this.#bytes += room.byteLength;
    spare.push(room);
  }
}

/** A room of bytes, to be read and written one by one or several at a time. */
export class ByteRoom {
  readonly length: number;
  readonly bytes: Buffer;
  readonly view: DataView;

  constructor(length: number) {
    this.length = length;
    this.bytes = Buffer.allocUnsafeSlow(length);
    this.view = new DataView(this.bytes.buffer);
  }

  get byteLength(): number {
    return this.length;
  }
}

/** Rooms for bytes. */
export const byteRooms = new Rooms((length) => new ByteRoom(length));

/** Rooms for whole numbers of 32 bits. */
export const wordRooms = new Rooms<Int32Array>((length) => new Int32Array(length));
