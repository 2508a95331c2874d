/*
 * Reads what a module of this process answered: objects whose values stand by their places, checked against the schema like
 * every other answer. What is found out of a pair of layouts, theirs and ours, is kept with the place. Leaves become JSON text
 * here, once; what the client asked exactly as a fetch asks it becomes one text. Throws Unexpected for a value that is not of
 * its type.
 */
import type { LocalAnswer } from '../../sources/source.js';
import { LocalObject } from '../../sources/local-execution/local-object.js';
import { type AnswerField, type AnswerPlace, FoundObject, type FoundValue, type ValueShape } from './answer-places.js';
import { LeafTexts } from './leaf-texts.js';
import { Unexpected } from './not-compilable.js';
import { type Brought, type Expected, readResponse } from './read-answer.js';

const mostMisses = 200;

/** Reads an answer; `isBytes` says that the characters of the answer that is being made are the bytes of its UTF-8. */
export function readLocal(expected: Expected, { data, errors = [] }: LocalAnswer, isBytes: boolean): Brought {
  if (!data) throw Unexpected.answer;
  const leaves = new LeafTexts(isBytes);
  if (!(data instanceof LocalObject)) return readResponse(expected, { data, errors }, (value) => leaves.json(value));
  const reader = new LocalReader(leaves);
  if (expected.kind === 'root') return { found: [[reader.object(readerOf(expected.place), data, undefined)]], errors };
  const found = expected.asked.map(({ join, types }) => {
    const entities = data.values[data.layout.keys.indexOf(join.responseKey)];
    if (!Array.isArray(entities) || entities.length !== types.length) throw Unexpected.answer;
    const place = readerOf(join.place);
    return types.map((typename, index) => {
      const entity: unknown = entities[index];
      return entity === null ? undefined : reader.object(place, entity, typename);
    });
  });
  return { found, errors };
}

/** How the values of a module's objects of one layout are read at one place. */
interface Reading {
  readonly layout: FoundObject['layout'];
  readonly fields: readonly FieldReading[];
}

interface FieldReading {
  readonly field: AnswerField;
  /** Where the module's object has the value. */
  readonly index: number;
  /** `{"key":` or `,"key":` */
  readonly opening: string;
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

  #read({ keys, typename: own }: LocalObject['layout'], typename: string | undefined): Reading {
    const named = keys.includes('__typename') ? own : undefined;
    if (typename !== undefined && named !== undefined && named !== typename) throw Unexpected.answer;
    const known = typename ?? named;
    const layout = this.#place.only ?? (known === undefined ? undefined : this.#place.layoutOf(known));
    if (!layout) throw Unexpected.answer;
    const fields = layout.fields.map((field, order): FieldReading => {
      if (field.isTypename && layout.typename !== '' && own !== layout.typename) throw Unexpected.answer;
      const opening = `${order === 0 ? '{' : ','}${JSON.stringify(field.key)}:`;
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

/** Reads one answer. */
class LocalReader {
  readonly #leaves: LeafTexts;
  readonly #references = new Map<PlaceReader, Map<string, FoundObject>>();

  constructor(leaves: LeafTexts) {
    this.#leaves = leaves;
  }

  object(place: PlaceReader, given: unknown, typename: string | undefined): FoundObject {
    if (!(given instanceof LocalObject)) throw Unexpected.answer;
    const { layout, fields } = place.reading(given, typename);
    const values: FoundValue[] = new Array(fields.length);
    let order = 0;
    for (const { field, index, value } of fields) {
      const each = index < 0 ? undefined : given.values[index];
      values[order] = (field.isText ? this.#text(value, each) : undefined) ?? this.#value(value, each);
      order += 1;
    }
    return place.isReference ? this.#shared(place, layout, values) : new FoundObject(layout, values);
  }

  #value(reading: ValueReading, value: unknown): FoundValue {
    if (value === null || value === undefined) return value;
    const { shape, item, place } = reading;
    if (item) {
      if (!Array.isArray(value)) throw Unexpected.answer;
      return value.map((each: unknown) => this.#value(item, each));
    }
    return place ? this.object(place, value, undefined) : this.#leaves.of(shape, value);
  }

  /** A value as the client is to read it, or nothing where a null must not be there. */
  #text({ shape, item, place }: ValueReading, value: unknown): string | undefined {
    if (value === null) return shape.isNonNull ? undefined : 'null';
    if (value === undefined) return undefined;
    if (place) return this.#objectText(place, value);
    return item ? this.#listText(item, value) : this.#leaves.of(shape, value);
  }

  #listText(item: ValueReading, value: unknown): string | undefined {
    if (!Array.isArray(value)) throw Unexpected.answer;
    if (value.length === 0) return '[]';
    let list = '';
    for (const each of value as readonly unknown[]) {
      const text = this.#text(item, each);
      if (text === undefined) return undefined;
      list += (list === '' ? '[' : ',') + text;
    }
    return `${list}]`;
  }

  #objectText(place: PlaceReader, given: unknown): string | undefined {
    if (!(given instanceof LocalObject)) throw Unexpected.answer;
    let object = '';
    for (const { index, opening, value } of place.reading(given, undefined).fields) {
      const text = this.#text(value, given.values[index]);
      if (text === undefined) return undefined;
      object += opening + text;
    }
    return object === '' ? '{}' : `${object}}`;
  }

  // Equal references are one object: its join, its representation and what is written of it are then made once.
  #shared(place: PlaceReader, layout: FoundObject['layout'], values: readonly FoundValue[]): FoundObject {
    const key = values.length === 1 ? String(values[0]) : values.join();
    const known = this.#references.get(place) ?? new Map<string, FoundObject>();
    this.#references.set(place, known);
    if (known.size > mostMisses) return new FoundObject(layout, values);
    const same = known.get(key);
    if (same) {
      same.isShared = true;
      return same;
    }
    const found = new FoundObject(layout, values);
    known.set(key, found);
    return found;
  }
}
