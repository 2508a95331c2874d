import fc from 'fast-check';
import {
  getNamedType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import { nonsenseValues } from '../support/nonsense-values.js';
import type { KnownValues } from './known-values.js';

/** Makes values of input types: mostly such as stand in rows, some that fit and mean nothing, some that do not fit. */
export class Values {
  readonly #known: KnownValues;
  readonly #anything: fc.Arbitrary<string>;

  constructor(known: KnownValues) {
    this.#known = known;
    const all = [...known.values()].flatMap((properties) => [...properties.values()].flat());
    this.#anything = fc.constantFrom(...new Set(all));
  }

  /** A value for an argument, or a field of an input, of this name; `about` is the type that the operation is about. */
  of(type: GraphQLInputType, name: string, about: string): fc.Arbitrary<unknown> {
    return fc.oneof(
      { weight: 300, arbitrary: this.#fitting(type, name, about) },
      { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
    );
  }

  #fitting(type: GraphQLInputType, name: string, about: string): fc.Arbitrary<unknown> {
    if (isNonNullType(type)) return this.#fitting(type.ofType as GraphQLInputType, name, about);
    if (isListType(type)) {
      const item = this.of(type.ofType as GraphQLInputType, name, about);
      return fc.oneof({ weight: 6, arbitrary: fc.array(item, { maxLength: 3 }) }, { weight: 1, arbitrary: item });
    }
    if (isEnumType(type)) {
      const names = type.getValues().map((value) => value.name);
      return fc.oneof(
        { weight: 200, arbitrary: fc.constantFrom(...names) },
        { weight: 1, arbitrary: fc.constant('NOBODY') },
      );
    }
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      const values = fields.map((field) => [field.name, this.of(field.type, field.name, about)] as const);
      const needed = fields.filter(isRequiredInputField).map((field) => field.name);
      return fc.record(Object.fromEntries(values), { requiredKeys: needed, noNullPrototype: true });
    }
    return this.#scalar(getNamedType(type).name, name, about);
  }

  #scalar(type: string, name: string, about: string): fc.Arbitrary<unknown> {
    const nonsense = nonsenseValues[type];
    if (!nonsense) throw new Error(`No nonsense is known for the scalar ${type}.`);
    const odd = { weight: 1, arbitrary: fc.constantFrom(...nonsense) };
    if (type === 'Int') return fc.oneof({ weight: 20, arbitrary: fc.integer({ min: 1, max: 5 }) }, odd);
    if (type !== 'ID' && type !== 'String')
      return fc.oneof(odd, { weight: 3, arbitrary: fc.constantFrom(...nonsense.slice(0, 2)) });
    const own = this.#known.get(about)?.get(name) ?? [];
    const likely = own.length > 0 ? [{ weight: 6, arbitrary: fc.constantFrom(...own) }] : [];
    return fc.oneof(odd, { weight: 2, arbitrary: this.#anything }, ...likely);
  }
}

/** Writes a value as GraphQL writes it in a document: an enum's value without quotes. */
export function literalOf(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literalOf(value, type.ofType as GraphQLInputType);
  if (Array.isArray(value)) {
    const item = isListType(type) ? (type.ofType as GraphQLInputType) : type;
    return `[${value.map((each) => literalOf(each, item)).join(', ')}]`;
  }
  if (isListType(type)) return literalOf(value, type.ofType as GraphQLInputType);
  if (typeof value === 'object' && value !== null) {
    const fields = isInputObjectType(type) ? type.getFields() : {};
    const written = Object.entries(value)
      .filter(([key]) => /^[_A-Za-z]\w*$/.test(key))
      .map(([key, each]) => `${key}: ${literalOf(each, fields[key]?.type ?? type)}`);
    return `{ ${written.join(', ')} }`;
  }
  if (isEnumType(getNamedType(type)) && typeof value === 'string' && /^[_A-Za-z]\w*$/.test(value)) return value;
  return JSON.stringify(value);
}
