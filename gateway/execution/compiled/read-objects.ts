/*
 * Reads an answer that is objects already: a local module's, or a remote one's whose text was not as expected. Leaves become
 * JSON text here, once, however many places they are written to. Throws Unexpected for a value that is not of its type.
 */
import { completeLeaf } from '../complete-leaf.js';
import { isResponseObject } from '../response-tree.js';
import type { AnswerPlace, ValueShape } from './answer-places.js';
import { FoundObject, type FoundValue } from './answer-places.js';
import { Unexpected } from './not-compilable.js';

/** Writes a leaf as JSON, in the characters of the answer that is being made. */
export type LeafWriter = (value: unknown) => string;

/** Reads an object of a place; `typename` where something else than the answer tells its type. */
export function readObject(
  place: AnswerPlace,
  source: Readonly<Record<string, unknown>>,
  write: LeafWriter,
  typename?: string,
): FoundObject {
  const named = typename ?? source['__typename'];
  const layout = place.only ?? (typeof named === 'string' ? place.layoutOf(named) : undefined);
  if (!layout) throw Unexpected.answer;
  const values = layout.fields.map((field): FoundValue => {
    const value = Object.hasOwn(source, field.key) ? source[field.key] : undefined;
    if (!field.isTypename) return readValue(field.shape, value, write);
    if (layout.typename !== '' && value !== layout.typename) throw Unexpected.answer;
    return write(value);
  });
  return new FoundObject(layout, values);
}

function readValue(shape: ValueShape, value: unknown, write: LeafWriter): FoundValue {
  if (value === null || value === undefined) return value;
  if (shape.kind === 'List') {
    if (!Array.isArray(value)) throw Unexpected.answer;
    return value.map((item: unknown) => readValue(shape.item, item, write));
  }
  if (shape.kind === 'Object') {
    if (!isResponseObject(value)) throw Unexpected.answer;
    return readObject(shape.place, value, write);
  }
  if (shape.type === undefined) return write(value);
  const leaf = completeLeaf(shape.type, value);
  if (!leaf) throw Unexpected.answer;
  return write(leaf.value);
}
