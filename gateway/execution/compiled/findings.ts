/*
 * What the fetches of one request found, as numbers: an object is a stretch of words, and a value two of them. So no object of the
 * heap stands for one of the answer, and collecting does not see how much a request has under way. Assumes that addresses are
 * used with the findings that gave them; address 0 is nobody's.
 *
 * An object: the number of its layout at its place, whether it stands for several places, for each join which of its entities
 * belongs here, for each note three words, and then its values. A value: where its JSON begins and ends in `sheet`, or one of
 * the kinds below with an address.
 */
import type { AnswerLayout, AnswerPlace } from './answer-places.js';
import { wordRooms } from './rooms.js';
import { Sheet } from './sheet.js';

/** Kinds of values that are no text: the first of a value's two words. */
export const kinds = { null: -1, missing: -2, object: -3, list: -4 } as const;

/** Words of an object before those of its joins. */
export const headWords = 2;
/** Words of a note: from where on it holds, to where, and when it was made. */
export const noteWords = 3;

/** Of an entity that belongs to an object: none can be asked for. Further ones are indexes and `firstEntity`. */
const noEntity = 1;
const firstEntity = 2;

/** Values of lists that are being read. */
let pending = new Int32Array(1024);
let pendingCount = 0;

export class Findings {
  /** The bytes of answers, and JSON of what came otherwise. */
  readonly sheet: Sheet;
  /** Another array when it grows. */
  words: Int32Array;
  #used = 1;
  /** By the number of a fetch or join, where the addresses of its objects stand; 0 for one that was not asked. */
  readonly #results: number[] = [];

  /** `bytes` and `words` are what is expected to be needed. */
  constructor(bytes: number, words: number) {
    this.sheet = new Sheet(bytes);
    this.words = wordRooms.take(words);
  }

  /** How many words are in use. */
  get used(): number {
    return this.#used;
  }

  /** Gives the memory to others; whatever was found is gone. */
  giveBack(): void {
    this.sheet.giveBack();
    wordRooms.giveBack(this.words);
  }

  /** Makes an object of which no value is known yet. */
  open({ place, number, valueCount }: AnswerLayout): number {
    const at = this.#used;
    const values = at + place.valuesAt;
    const end = values + 2 * valueCount;
    if (end > this.words.length) this.#grow(end);
    this.#used = end;
    const { words } = this;
    words[at] = number;
    for (let word = at + 1; word < values; word += 1) words[word] = 0;
    for (let word = values; word < end; word += 2) words[word] = kinds.missing;
    return at;
  }

  /** Takes back an object, and all that was found behind it. */
  takeBack(at: number): void {
    this.#used = at;
  }

  /** Begins a list: answers what `closeList` is to be given. */
  openList(): number {
    return pendingCount;
  }

  /** Adds a value to the list that was begun last. */
  addToList(first: number, second: number): void {
    if (pendingCount + 2 > pending.length) {
      const larger = new Int32Array(2 * pending.length);
      larger.set(pending);
      pending = larger;
    }
    pending[pendingCount++] = first;
    pending[pendingCount++] = second;
  }

  /** Ends a list: its address, where its length stands, and then its values. */
  closeList(begun: number): number {
    const at = this.#used;
    const size = pendingCount - begun;
    const end = at + 1 + size;
    if (end > this.words.length) this.#grow(end);
    this.#used = end;
    const { words } = this;
    words[at] = size >> 1;
    for (let index = 0; index < size; index += 1) words[at + 1 + index] = pending[begun + index] as number;
    pendingCount = begun;
    return at;
  }

  /** Forgets lists that were begun by a reading that was given up. */
  beginReading(): void {
    pendingCount = 0;
  }

  /** Makes room for the addresses of so many objects: where they stand. None is known yet. */
  openResult(count: number): number {
    const at = this.#used;
    const end = at + count;
    if (end > this.words.length) this.#grow(end);
    this.#used = end;
    this.words.fill(0, at, end);
    return at;
  }

  /** Notes where the objects of a fetch or join stand. */
  keepResult(number: number, at: number): void {
    this.#results[number] = at;
  }

  /** The entity of a join that belongs to an object; 0 where none was asked for or it is not known. */
  entityOf(object: number, join: number, slot: number): number {
    const { words } = this;
    const entity = (words[object + headWords + slot] as number) - firstEntity;
    const result = this.#results[join];
    return entity < 0 || result === undefined || result === 0 ? 0 : (words[result + entity] as number);
  }

  /** Which of a join's entities belongs to an object; −1 where none can be asked for, undefined where that is not known. */
  entityAt(object: number, slot: number): number | undefined {
    const entity = this.words[object + headWords + slot] as number;
    return entity === 0 ? undefined : entity - firstEntity;
  }

  /** Notes which of a join's entities belongs to an object; −1 for none. */
  joinEntity(object: number, slot: number, index: number): void {
    this.words[object + headWords + slot] = index < 0 ? noEntity : index + firstEntity;
  }

  /** Whether an object stands for several places whose texts were equal. */
  isShared(object: number): boolean {
    return this.words[object + 1] === 1;
  }

  share(object: number): void {
    this.words[object + 1] = 1;
  }

  /** Where a note of an object stands. */
  noteOf(object: number, { joinCount }: AnswerPlace, note: number): number {
    return object + headWords + joinCount + noteWords * note;
  }

  #grow(end: number): void {
    const before = this.words;
    this.words = wordRooms.take(Math.max(end, 2 * before.length));
    this.words.set(before.length === this.#used ? before : before.subarray(0, this.#used));
    wordRooms.giveBack(before);
  }
}
