/*
 * Writes the client's answer as JSON, by "Value Completion" of the GraphQL specification, from values that were checked
 * when they were read. What several places share is written once and then copied. A null in a non-null place that no error of a
 * subgraph explains is Unexpected: the plain executor finds out whose it is.
 */
import type { ResponseError } from '../report.js';
import { explanations } from '../completion-errors.js';
import { below, type ResponsePath } from '../response-path.js';
import type { AnswerPlace } from './answer-places.js';
import { type Findings, kinds } from './findings.js';
import { FixedText, nullText } from './four-bytes.js';
import { valueFor } from './merged-places.js';
import { Unexpected } from './not-compilable.js';
import { closeList, closeObject } from './scan-json.js';
import type { Sheet } from './sheet.js';
import {
  behindLeads,
  type Found,
  type Lead,
  type WrittenField,
  type WrittenPlace,
  type WrittenType,
} from './written-places.js';

const emptyList = new FixedText('[]');
const noOpenings = behindLeads('');
const emptyOpenings = behindLeads('{');
const nullOpenings = behindLeads('null');

/** What a writer writes from, and where to. */
interface Writing {
  readonly findings: Findings;
  readonly sheet: Sheet;
  readonly errors: readonly ResponseError[];
  /** Answers to the root's introspection fields as JSON. */
  readonly introspected: (key: string) => string;
}

/** Writes one answer. */
export class AnswerWriter {
  readonly #writing: Writing;
  readonly #findings: Findings;
  readonly #sheet: Sheet;
  readonly #indexes: number[] = [];
  #depth = 0;
  #isOpen = false;
  #explained = 0;
  /** How often something that was written was taken back: what was noted before may have been written over. */
  #retreats = 1;
  #isExplained: ((path: ResponsePath) => boolean) | undefined;

  constructor(writing: Writing) {
    this.#writing = writing;
    this.#findings = writing.findings;
    this.#sheet = writing.sheet;
  }

  /** Writes an object; false, and nothing is written, where a null below made it null. */
  object(place: WrittenPlace, object: number): boolean {
    const start = this.#sheet.length;
    if (!this.#open(0, place, object)) return this.#retreat(start);
    this.#sheet.byte(closeObject);
    return true;
  }

  // Each of these writes; false where a null below takes more with it, and then who can be null takes back what was written.

  /** An object that is not closed. */
  #open(lead: Lead, place: WrittenPlace, object: number): boolean {
    const sheet = this.#sheet;
    const parts = place.partsOf(this.#findings.words[object] as number);
    if (!parts) throw Unexpected.answer;
    if (parts.length === 0) {
      sheet.text(emptyOpenings[lead] as FixedText);
      return true;
    }
    let at = lead;
    for (const { openings, stretch, fields } of parts) {
      if (stretch && this.#stretch(stretch, openings[at] as FixedText, object)) {
        at = 0;
        continue;
      }
      for (const field of fields) {
        if (!this.#field(at, field, object)) return false;
        at = 0;
      }
    }
    return true;
  }

  #stretch({ join, slot, index, place }: Found, opening: FixedText, object: number): boolean {
    const findings = this.#findings;
    const entity = join < 0 ? object : findings.entityOf(object, join, slot);
    if (entity === 0) return false;
    const { words } = findings;
    const at = entity + place.valuesAt + 2 * index;
    const start = words[at] as number;
    if (start < 0) return false;
    const sheet = this.#sheet;
    sheet.text(opening);
    sheet.piece(findings.sheet, start, words[at + 1] as number);
    return true;
  }

  #field(
    lead: Lead,
    { key, source, suppliers, openings, constant, note, type }: WrittenField,
    object: number,
  ): boolean {
    const sheet = this.#sheet;
    const findings = this.#findings;
    const opening = openings[lead] as FixedText;
    sheet.text(opening);
    if (constant) sheet.text(constant.bytes);
    else if (source === 'introspected') sheet.latin1(this.#writing.introspected(key));
    else if (source === 'refused') {
      if (type.isNonNull) return false;
      sheet.text(nullText);
    } else {
      const value = valueFor(findings, object, suppliers);
      const [supplier] = suppliers;
      const isShared = note >= 0 && value !== 0 && (findings.words[value] as number) < 0;
      const shared = isShared && supplier ? findings.entityOf(object, supplier.join, supplier.slot) : 0;
      if (shared === 0 || !supplier) return this.#value(type, value);
      return this.#once(shared, supplier.place, note, () => this.#value(type, value));
    }
    return true;
  }

  #once(shared: number, place: AnswerPlace, note: number, write: () => boolean): boolean {
    const sheet = this.#sheet;
    const { words } = this.#findings;
    const at = this.#findings.noteOf(shared, place, note);
    if (words[at + 2] === this.#retreats) {
      sheet.again(words[at] as number, words[at + 1] as number);
      return true;
    }
    const explained = this.#explained;
    const start = sheet.length;
    if (!write()) return false;
    // Where a null was explained by its place, another place has to ask again.
    if (explained !== this.#explained) return true;
    words[at] = start;
    words[at + 1] = sheet.length;
    words[at + 2] = this.#retreats;
    return true;
  }

  /** The value that stands at an address; at address 0 there is none. */
  #value(type: WrittenType, value: number): boolean {
    const { words } = this.#findings;
    const first = value === 0 ? kinds.missing : (words[value] as number);
    const second = words[value + 1] as number;
    const sheet = this.#sheet;
    if (first >= 0) {
      sheet.piece(this.#findings.sheet, first, second);
      return true;
    }
    if (first === kinds.null || first === kinds.missing) {
      if (type.isNonNull) return this.#explain(type);
      sheet.text(nullText);
      return true;
    }
    const start = sheet.length;
    return (
      (first === kinds.object ? this.#nested(type, second) : this.#list(type, second)) || this.#orNull(type, start)
    );
  }

  #nested({ below: place }: WrittenType, object: number): boolean {
    if (!place) throw Unexpected.answer;
    if (!this.#findings.isShared(object)) return this.object(place, object);
    return this.#once(object, place.own, place.note, () => this.object(place, object));
  }

  #list({ item }: WrittenType, list: number): boolean {
    if (!item) throw Unexpected.answer;
    const sheet = this.#sheet;
    const length = this.#findings.words[list] as number;
    if (length === 0) {
      sheet.text(emptyList);
      return true;
    }
    const level = this.#depth;
    this.#depth += 1;
    let lead: Lead = 1;
    for (let index = 0; index < length; index += 1) {
      this.#indexes[level] = index;
      if (!this.#item(lead, item, list + 1 + 2 * index)) {
        this.#depth = level;
        return false;
      }
      lead = this.#isOpen ? 3 : 2;
    }
    this.#depth = level;
    if (lead === 3) sheet.byte(closeObject);
    sheet.byte(closeList);
    return true;
  }

  // An object stays open, so that what closes it goes together with what follows.
  #item(lead: Lead, item: WrittenType, value: number): boolean {
    const { words } = this.#findings;
    const { below: place } = item;
    const object = words[value + 1] as number;
    const sheet = this.#sheet;
    const start = sheet.length;
    if (words[value] !== kinds.object || !place || this.#findings.isShared(object)) {
      sheet.text(noOpenings[lead] as FixedText);
      const isWritten = this.#value(item, value);
      this.#isOpen = false;
      return isWritten;
    }
    const isOpen = this.#open(lead, place, object);
    this.#isOpen = isOpen;
    return isOpen || this.#orNull(item, start, lead);
  }

  /** A null in place of what was written from `start` on, where there may be one. */
  #orNull({ isNonNull }: WrittenType, start: number, lead: Lead = 0): boolean {
    this.#retreat(start);
    if (isNonNull) return false;
    this.#sheet.text(nullOpenings[lead] as FixedText);
    return true;
  }

  #retreat(start: number): false {
    this.#sheet.length = start;
    this.#retreats += 1;
    return false;
  }

  #explain({ path }: WrittenType): false {
    const { errors } = this.#writing;
    if (errors.length === 0) throw Unexpected.answer;
    this.#isExplained ??= explanations(errors);
    let place: ResponsePath | undefined;
    let level = 0;
    for (const key of path) {
      if (key !== null) place = below(place, key);
      else place = below(place, this.#indexes[level++] ?? 0);
    }
    if (!place || !this.#isExplained(place)) throw Unexpected.answer;
    this.#explained += 1;
    return false;
  }
}
