import { jsonText } from '../../sources/json-text.js';
import { completeLeaf } from '../complete-leaf.js';
import type { ValueShape } from './answer-places.js';
import { Unexpected } from './not-compilable.js';

type LeafShape = Extract<ValueShape, { readonly type: unknown }>;

// What JSON does not write as it stands; of bytes, what is more than one of them as well.
const escaped = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;
const escapedInBytes = /[^ !#-[\]-~]/;
// Long texts that come again are written once, as long as some do.
const longText = 40;
const mostMisses = 200;

/** Writes the leaves of an answer that is objects, each checked to be of its type. */
export class LeafTexts {
  readonly #isBytes: boolean;
  readonly #escaped: RegExp;
  readonly #longTexts = new Map<string, string>();

  constructor(isBytes: boolean) {
    this.#isBytes = isBytes;
    this.#escaped = isBytes ? escapedInBytes : escaped;
  }

  /** JSON of a value that is not null. Throws Unexpected for one that is not of the type. */
  of(shape: ValueShape, value: unknown): string {
    switch (shape.kind) {
      case 'String':
      case 'ID':
        if (typeof value === 'string') return this.#quoted(value);
        break;
      case 'Enum':
        if (typeof value === 'string' && shape.names.has(value)) return `"${value}"`;
        break;
      case 'Int':
        if (typeof value === 'number' && (value | 0) === value && !Object.is(value, -0)) return String(value);
        break;
      case 'Boolean':
        if (typeof value === 'boolean') return value ? 'true' : 'false';
        break;
      case 'Float':
        if (Number.isFinite(value) && !Object.is(value, -0)) return String(value);
        break;
      case 'Any':
        if (typeof value === 'string') return this.#quoted(value);
        break;
      case 'List':
      case 'Object':
        throw Unexpected.answer;
    }
    return this.#checked(shape, value);
  }

  #checked({ type }: LeafShape, value: unknown): string {
    if (type === undefined) return this.json(value);
    const leaf = completeLeaf(type, value);
    if (!leaf) throw Unexpected.answer;
    return this.json(leaf.value);
  }

  #quoted(text: string): string {
    if (text.length < longText || this.#longTexts.size > mostMisses) return this.#newlyQuoted(text);
    const known = this.#longTexts.get(text);
    if (known !== undefined) return known;
    const quoted = this.#newlyQuoted(text);
    this.#longTexts.set(text, quoted);
    return quoted;
  }

  #newlyQuoted(text: string): string {
    return this.#escaped.test(text) ? this.json(text) : `"${text}"`;
  }

  /** JSON of a value that nobody checks. */
  json(value: unknown): string {
    const text = typeof value === 'string' ? JSON.stringify(value) : jsonText(value);
    if (!this.#isBytes || /^[\x00-\x7f]*$/.test(text)) return text;
    return Buffer.from(text).toString('latin1');
  }
}
