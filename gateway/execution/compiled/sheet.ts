/*
 * Bytes that are written one piece after the other. Assumes that pieces are short: a loop copies a hundred bytes sooner than a call
 * of the language's own is made. A longer one goes by such a call.
 */
import type { LentBytes } from '../../answer.js';
import { copyBytes, type FixedText, slack } from './four-bytes.js';
import { writeQuoted, writeText } from './quoted-text.js';
import { type ByteRoom, byteRooms } from './rooms.js';

/** From so many bytes on a piece is copied by a call. */
const long = 96;

/** Bytes of a sheet that is empty and has grown no further than this are kept. */
const ordinary = 4_194_304;

/** What is being written, as UTF-8. */
export class Sheet {
  /** Behind `length` stands anything. Another buffer when it grows. */
  bytes: Buffer;
  /** The same bytes. */
  view: DataView;
  length = 0;
  #room: ByteRoom;

  constructor(size: number) {
    this.#room = byteRooms.take(size + slack);
    this.bytes = this.#room.bytes;
    this.view = this.#room.view;
  }

  /** Sees to it that there is room for so many bytes more, and slack behind them. */
  reserve(more: number): void {
    const size = this.length + more + slack;
    if (size <= this.bytes.length) return;
    const before = this.#room;
    this.#moveTo(byteRooms.take(Math.max(size, 2 * before.length)));
    before.bytes.copy(this.bytes, 0, 0, this.length);
    byteRooms.giveBack(before);
  }

  /** Makes it empty. */
  clear(): void {
    this.length = 0;
    if (this.bytes.length > ordinary) this.#moveTo(byteRooms.take(slack));
  }

  /** Gives its bytes to others; it is of no use any more. */
  giveBack(): void {
    byteRooms.giveBack(this.#room);
  }

  /** Lends what is written, and goes on in other memory. */
  lend(): LentBytes {
    const room = this.#room;
    const { length } = this;
    this.#moveTo(byteRooms.take(room.length));
    this.length = 0;
    return { bytes: room.bytes.subarray(0, length), giveBack: () => byteRooms.giveBack(room) };
  }

  #moveTo(room: ByteRoom): void {
    this.#room = room;
    this.bytes = room.bytes;
    this.view = room.view;
  }

  byte(byte: number): void {
    this.reserve(1);
    this.bytes[this.length] = byte;
    this.length += 1;
  }

  /** Writes a text that is known beforehand. */
  text({ words, length }: FixedText): void {
    this.reserve(length);
    const { view } = this;
    let at = this.length;
    this.length = at + length;
    for (let word = 0; word < words.length; word += 1) {
      view.setInt32(at, words[word] as number, true);
      at += 4;
    }
  }

  /** Writes bytes that stand in a sheet, this one or another. */
  piece(from: Sheet, start: number, end: number): void {
    const size = end - start;
    this.reserve(size);
    const at = this.length;
    this.length = at + size;
    if (size < long) copyBytes(from.view, start, end, this.view, at);
    else this.bytes.set(from.bytes.subarray(start, end), at);
  }

  /** Writes what was written here before once more. */
  again(start: number, end: number): void {
    const size = end - start;
    this.reserve(size);
    this.bytes.copyWithin(this.length, start, end);
    this.length += size;
  }

  /** Writes a text whose characters are bytes. */
  latin1(text: string): void {
    const size = text.length;
    this.reserve(size);
    const { bytes } = this;
    let at = this.length;
    this.length = at + size;
    for (let index = 0; index < size; index += 1) bytes[at++] = text.charCodeAt(index);
  }

  /** Writes a JSON string of a text. */
  quoted(text: string): void {
    this.reserve(3 * text.length + 2);
    const end = writeQuoted(text, this, this.length);
    if (end < 0) this.utf8(JSON.stringify(text));
    else this.length = end;
  }

  /** Writes a text, whose surrogates stand in pairs. */
  utf8(text: string): void {
    this.reserve(3 * text.length);
    this.length = writeText(text, this, this.length);
  }
}
