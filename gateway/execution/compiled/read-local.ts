/*
 * Reads what a module of this process answered: objects whose values stand by their places, checked against the schema like
 * every other answer. What is found out of a pair of layouts, theirs and ours, is kept with the place. Leaves become JSON
 * here, once; what the client asked exactly as a fetch asks it becomes one text. Throws Unexpected for a value that is not of
 * its type.
 */
import type { LocalAnswer } from '../../sources/source.js';
import { LocalObject } from '../../sources/local-execution/local-object.js';
import type { AnswerField, AnswerLayout, AnswerPlace, ValueShape } from './answer-places.js';
import { type Findings, kinds } from './findings.js';
import { FixedText, nullText } from './four-bytes.js';
import { KeyTable } from './key-table.js';
import { writeLeaf } from './leaf-bytes.js';
import { Unexpected } from './not-compilable.js';
import { type Brought, type Expected, readResponse } from './read-answer.js';
import { closeList, closeObject, comma, openList } from './scan-json.js';
import type { Sheet } from './sheet.js';

const mostMisses = 200;
const emptyObject = new FixedText('{}');

/** Reads an answer. */
export function readLocal(expected: Expected, { data, errors = [] }: LocalAnswer, findings: Findings): Brought {
  if (!data) throw Unexpected.answer;
  if (!(data instanceof LocalObject)) return readResponse(expected, { data, errors }, findings);
  const reader = new LocalReader(findings);
  if (expected.kind === 'root') {
    const result = findings.openResult(1);
    const found = reader.object(readerOf(expected.place), data, undefined);
    findings.words[result] = found;
    return { results: [result], errors };
  }
  const results = expected.asked.map(({ join, types }) => {
    const entities = data.values[data.layout.keys.indexOf(join.responseKey)];
    if (!Array.isArray(entities) || entities.length !== types.length) throw Unexpected.answer;
    const place = readerOf(join.place);
    const result = findings.openResult(types.length);
    for (let index = 0; index < types.length; index += 1) {
      const entity: unknown = entities[index];
      if (entity === null) continue;
      const found = reader.object(place, entity, types[index]);
      findings.words[result + index] = found;
    }
    return result;
  });
  return { results, errors };
}

/** How the values of a module's objects of one layout are read at one place. */
interface Reading {
  readonly layout: AnswerLayout;
  readonly fields: readonly FieldReading[];
}

interface FieldReading {
  readonly field: AnswerField;
  /** Where the module's object has the value. */
  readonly index: number;
  /** `{"key":` or `,"key":` */
  readonly opening: FixedText;
  readonly value: ValueReading;
}

/** A shape with how objects in it are read. */
interface ValueReading {
  readonly shape: ValueShape;
  readonly item: ValueReading | undefined;
  readonly place: PlaceReader | undefined;
}

const readers = new WeakMap<AnswerPlace, PlaceReader>();

function readerOf(place: AnswerPlace): PlaceReader {
  const known = readers.get(place);
  if (known) return known;
  const reader = new PlaceReader(place);
  readers.set(place, reader);
  return reader;
}

/** The readings of one place. */
class PlaceReader {
  readonly isReference: boolean;
  readonly #place: AnswerPlace;
  readonly #known = new Map<LocalObject['layout'], Map<string | undefined, Reading>>();
  #last: LocalObject['layout'] | undefined;
  #lastTypename: string | undefined;
  #lastReading: Reading | undefined;
  #references: KeyTable | undefined;
  /** The answer whose references the table holds. */
  #answer = 0;

  constructor(place: AnswerPlace) {
    this.#place = place;
    this.isReference = place.isReference;
  }

  reading({ layout }: LocalObject, typename: string | undefined): Reading {
    if (this.#lastReading && layout === this.#last && typename === this.#lastTypename) return this.#lastReading;
    const ofLayout = this.#known.get(layout) ?? new Map<string | undefined, Reading>();
    this.#known.set(layout, ofLayout);
    const reading = ofLayout.get(typename) ?? this.#read(layout, typename);
    ofLayout.set(typename, reading);
    this.#last = layout;
    this.#lastTypename = typename;
    this.#lastReading = reading;
    return reading;
  }

  /** The references that were read of an answer here. One answer is read at a time. */
  referencesOf(answer: number): KeyTable {
    this.#references ??= new KeyTable();
    if (this.#answer !== answer) this.#references.clear();
    this.#answer = answer;
    return this.#references;
  }

  #read({ keys, typename: own }: LocalObject['layout'], typename: string | undefined): Reading {
    const named = keys.includes('__typename') ? own : undefined;
    if (typename !== undefined && named !== undefined && named !== typename) throw Unexpected.answer;
    const known = typename ?? named;
    const layout = this.#place.only ?? (known === undefined ? undefined : this.#place.layoutOf(known));
    if (!layout) throw Unexpected.answer;
    const fields = layout.fields.map((field, order): FieldReading => {
      if (field.isTypename && layout.typename !== '' && own !== layout.typename) throw Unexpected.answer;
      const opening = new FixedText(`${order === 0 ? '{' : ','}${JSON.stringify(field.key)}:`);
      const index = keys.indexOf(field.key);
      if (index < 0 && field.isTypename) throw Unexpected.answer;
      return { field, index, opening, value: valueReading(field.shape) };
    });
    return { layout, fields };
  }
}

function valueReading(shape: ValueShape): ValueReading {
  const item = shape.kind === 'List' ? valueReading(shape.item) : undefined;
  return { shape, item, place: shape.kind === 'Object' ? readerOf(shape.place) : undefined };
}

let answers = 0;

/** Reads one answer. */
class LocalReader {
  readonly #findings: Findings;
  readonly #sheet: Sheet;
  readonly #answer = (answers += 1);
  // The value that was read last, as findings keep it.
  #first = 0;
  #second = 0;

  constructor(findings: Findings) {
    this.#findings = findings;
    this.#sheet = findings.sheet;
    findings.beginReading();
  }

  object(place: PlaceReader, given: unknown, typename: string | undefined): number {
    if (!(given instanceof LocalObject)) throw Unexpected.answer;
    const { layout, fields } = place.reading(given, typename);
    const { isReference } = place;
    const start = this.#sheet.length;
    const object = this.#findings.open(layout);
    let at = object + layout.place.valuesAt;
    for (const { field, index, value } of fields) {
      const each = index < 0 ? undefined : given.values[index];
      if (!field.isText || !this.#asText(value, each)) this.#value(value, each);
      const { words } = this.#findings;
      words[at] = this.#first;
      words[at + 1] = this.#second;
      at += 2;
      // As behind items of lists: references that differ never stand as the same bytes.
      if (isReference) this.#sheet.byte(this.#first < 0 ? -this.#first : comma);
    }
    return isReference ? this.#shared(place, object, start) : object;
  }

  #value(reading: ValueReading, value: unknown): void {
    const { shape, item, place } = reading;
    if (value === null) this.#first = kinds.null;
    else if (value === undefined) this.#first = kinds.missing;
    else if (item) {
      this.#second = this.#list(item, value);
      this.#first = kinds.list;
    } else if (place) {
      this.#second = this.object(place, value, undefined);
      this.#first = kinds.object;
    } else {
      this.#first = this.#sheet.length;
      writeLeaf(this.#sheet, shape, value);
      this.#second = this.#sheet.length;
    }
  }

  #list(item: ValueReading, values: unknown): number {
    if (!Array.isArray(values)) throw Unexpected.answer;
    const begun = this.#findings.openList();
    for (const value of values as readonly unknown[]) {
      this.#value(item, value);
      this.#findings.addToList(this.#first, this.#second);
      this.#sheet.byte(comma);
    }
    return this.#findings.closeList(begun);
  }

  /** Keeps a value as the client is to read it; false where a null must not be there. */
  #asText(reading: ValueReading, value: unknown): boolean {
    const start = this.#sheet.length;
    if (!this.#text(reading, value)) {
      this.#sheet.length = start;
      return false;
    }
    this.#first = start;
    this.#second = this.#sheet.length;
    return true;
  }

  #text({ shape, item, place }: ValueReading, value: unknown): boolean {
    if (value === undefined) return false;
    if (value === null) {
      if (!shape.isNonNull) this.#sheet.text(nullText);
      return !shape.isNonNull;
    }
    if (place) return this.#objectText(place, value);
    if (item) return this.#listText(item, value);
    writeLeaf(this.#sheet, shape, value);
    return true;
  }

  #listText(item: ValueReading, values: unknown): boolean {
    if (!Array.isArray(values)) throw Unexpected.answer;
    const sheet = this.#sheet;
    sheet.byte(openList);
    for (let index = 0; index < values.length; index += 1) {
      if (index > 0) sheet.byte(comma);
      if (!this.#text(item, values[index])) return false;
    }
    sheet.byte(closeList);
    return true;
  }

  #objectText(place: PlaceReader, given: unknown): boolean {
    if (!(given instanceof LocalObject)) throw Unexpected.answer;
    const sheet = this.#sheet;
    const { fields } = place.reading(given, undefined);
    for (const { index, opening, value } of fields) {
      sheet.text(opening);
      if (!this.#text(value, given.values[index])) return false;
    }
    if (fields.length === 0) sheet.text(emptyObject);
    else sheet.byte(closeObject);
    return true;
  }

  // Equal references are one object: its join, its representation and what is written of it are then made once.
  #shared(place: PlaceReader, object: number, start: number): number {
    const known = place.referencesOf(this.#answer);
    if (known.size > mostMisses) return object;
    const sheet = this.#sheet;
    const same = known.find(sheet.view, start, sheet.length);
    if (same === 0) {
      known.add(sheet.view, object);
      return object;
    }
    sheet.length = start;
    this.#findings.takeBack(object);
    this.#findings.share(same);
    return same;
  }
}
