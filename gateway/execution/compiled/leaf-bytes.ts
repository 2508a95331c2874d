import { jsonText } from '../../sources/json-text.js';
import { completeLeaf } from '../complete-leaf.js';
import type { ValueShape } from './answer-places.js';
import { Unexpected } from './not-compilable.js';
import type { Sheet } from './sheet.js';

type LeafShape = Extract<ValueShape, { readonly type: unknown }>;

/** Writes a leaf that is not null as JSON, checked to be of its type. Throws Unexpected for one that is not. */
export function writeLeaf(sheet: Sheet, shape: ValueShape, value: unknown): void {
  switch (shape.kind) {
    case 'String':
    case 'ID':
    case 'Any':
      if (typeof value === 'string') return sheet.quoted(value);
      break;
    case 'Enum':
      if (typeof value === 'string' && shape.names.has(value)) return sheet.quoted(value);
      break;
    case 'Int':
      if (typeof value === 'number' && (value | 0) === value && !Object.is(value, -0))
        return sheet.latin1(String(value));
      break;
    case 'Boolean':
      if (typeof value === 'boolean') return sheet.latin1(value ? 'true' : 'false');
      break;
    case 'Float':
      if (Number.isFinite(value) && !Object.is(value, -0)) return sheet.latin1(String(value));
      break;
    case 'List':
    case 'Object':
      throw Unexpected.answer;
  }
  writeChecked(sheet, shape, value);
}

function writeChecked(sheet: Sheet, { type }: LeafShape, value: unknown): void {
  if (type === undefined) return sheet.utf8(jsonText(value));
  const leaf = completeLeaf(type, value);
  if (!leaf) throw Unexpected.answer;
  sheet.utf8(jsonText(leaf.value));
}
