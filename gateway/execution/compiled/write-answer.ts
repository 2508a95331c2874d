/*
 * Writes the client's answer as JSON text, by "Value Completion" of the GraphQL specification, from texts that were checked
 * when they were read. What several places share is written once. A null in a non-null place that no error of a subgraph
 * explains is Unexpected: the plain executor finds out whose it is.
 */
import type { GraphQLError } from 'graphql';
import { explanations } from '../completion-errors.js';
import { below, type ResponsePath } from '../response-path.js';
import { FoundObject, type FoundValue } from './answer-places.js';
import { entityOf, type Results, type Supplier, valueFor } from './merged-places.js';
import { Unexpected } from './not-compilable.js';
import type { WrittenField, WrittenPlace, WrittenType } from './written-places.js';

/** What a writer writes from. */
interface Findings {
  readonly results: Results;
  readonly errors: readonly GraphQLError[];
  /** Answers to the root's introspection fields as JSON text. */
  readonly introspected: (key: string) => string;
}

/** Writes one answer. */
export class AnswerWriter {
  readonly #findings: Findings;
  readonly #indexes: number[] = [];
  #depth = 0;
  #explained = 0;
  #isExplained: ((path: ResponsePath) => boolean) | undefined;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** The text of an object; undefined where a null below made it null. */
  object(place: WrittenPlace, found: FoundObject): string | undefined {
    const parts = place.partsOf(found.layout);
    if (!parts) throw Unexpected.answer;
    let text = '';
    for (const { opening, stretch, fields } of parts) {
      const whole = stretch && this.#stretch(stretch, found);
      if (whole !== undefined) {
        text += opening + whole;
        continue;
      }
      for (const field of fields) {
        const value = this.#field(field, found);
        if (value === undefined) return undefined;
        text += field.opening + value;
      }
    }
    return text === '' ? '{}' : `${text}}`;
  }

  #stretch({ join, slot, index }: Pick<Supplier, 'join' | 'slot' | 'index'>, found: FoundObject): string | undefined {
    const entity = join < 0 ? found : entityOf(found, join, slot, this.#findings.results);
    const text = entity?.values[index];
    return typeof text === 'string' ? text : undefined;
  }

  #field(field: WrittenField, found: FoundObject): string | undefined {
    const { source, suppliers, note, type } = field;
    if (source === 'constant') return field.constant;
    if (source === 'refused') return type.isNonNull ? undefined : 'null';
    if (source === 'introspected') return this.#findings.introspected(field.key);
    const { results } = this.#findings;
    const value = valueFor(found, suppliers, results);
    if (typeof value === 'string') return value;
    const [supplier] = suppliers;
    const shared = note >= 0 && supplier ? entityOf(found, supplier.join, supplier.slot, results) : undefined;
    if (!shared) return this.#value(type, value);
    return this.#once(shared, note, () => this.#value(type, value));
  }

  #once(shared: FoundObject, note: number, write: () => string | undefined): string | undefined {
    const written = shared.noted(note);
    if (typeof written === 'string') return written;
    const explained = this.#explained;
    const text = write();
    // Where a null was explained by its place, another place has to ask again.
    if (text !== undefined && explained === this.#explained) shared.note(note, text);
    return text;
  }

  #value(type: WrittenType, value: FoundValue): string | undefined {
    if (typeof value === 'string') return value;
    if (value === null || value === undefined) {
      if (!type.isNonNull) return 'null';
      this.#explain(type);
      return undefined;
    }
    const text = value instanceof FoundObject ? this.#nested(type, value) : this.#list(type, value);
    return text ?? (type.isNonNull ? undefined : 'null');
  }

  #nested({ below: place }: WrittenType, found: FoundObject): string | undefined {
    if (!place) throw Unexpected.answer;
    return found.isShared ? this.#once(found, place.note, () => this.object(place, found)) : this.object(place, found);
  }

  #list({ item }: WrittenType, values: readonly FoundValue[]): string | undefined {
    if (!item) throw Unexpected.answer;
    if (values.length === 0) return '[]';
    const level = this.#depth;
    this.#depth += 1;
    let text = '';
    for (let index = 0; index < values.length; index += 1) {
      this.#indexes[level] = index;
      const value = this.#value(item, values[index]);
      if (value === undefined) {
        this.#depth = level;
        return undefined;
      }
      text += (index === 0 ? '[' : ',') + value;
    }
    this.#depth = level;
    return `${text}]`;
  }

  #explain({ path }: WrittenType): void {
    const { errors } = this.#findings;
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
  }
}
