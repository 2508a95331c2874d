/*
 * Writes the client's answer as JSON text, by "Value Completion" of the GraphQL specification, from texts that were checked
 * when they were read. What several places share is written once. A null in a non-null place that no error of a subgraph
 * explains is Unexpected: the plain executor finds out whose it is.
 */
import type { ResponseError } from '../report.js';
import { explanations } from '../completion-errors.js';
import { below, type ResponsePath } from '../response-path.js';
import { FoundObject, type FoundValue } from './answer-places.js';
import { entityOf, type Results, type Supplier, valueFor } from './merged-places.js';
import { Unexpected } from './not-compilable.js';
import { type Lead, leads, type WrittenField, type WrittenPlace, type WrittenType } from './written-places.js';

/** What a writer writes from. */
interface Findings {
  readonly results: Results;
  readonly errors: readonly ResponseError[];
  /** Answers to the root's introspection fields as JSON text. */
  readonly introspected: (key: string) => string;
}

/** Writes one answer. */
export class AnswerWriter {
  readonly #findings: Findings;
  readonly #indexes: number[] = [];
  #depth = 0;
  #isOpen = false;
  #explained = 0;
  #isExplained: ((path: ResponsePath) => boolean) | undefined;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** The text of an object; undefined where a null below made it null. */
  object(place: WrittenPlace, found: FoundObject): string | undefined {
    const text = this.#open('', 0, place, found);
    return text === undefined ? undefined : `${text}}`;
  }

  // Each of these adds to a text; undefined where a null below takes more with it. A text that was added to is still there.

  /** An object that is not closed. */
  #open(text: string, lead: Lead, place: WrittenPlace, found: FoundObject): string | undefined {
    const parts = place.partsOf(found.layout);
    if (!parts) throw Unexpected.answer;
    if (parts.length === 0) return `${text}${leads[lead]}{`;
    let written = text;
    let at = lead;
    for (const { openings, stretch, fields } of parts) {
      const whole = stretch && this.#stretch(stretch, found);
      if (whole !== undefined) {
        written = written + openings[at] + whole;
        at = 0;
        continue;
      }
      for (const field of fields) {
        const next = this.#field(written, at, field, found);
        if (next === undefined) return undefined;
        written = next;
        at = 0;
      }
    }
    return written;
  }

  #stretch({ join, slot, index }: Pick<Supplier, 'join' | 'slot' | 'index'>, found: FoundObject): string | undefined {
    const entity = join < 0 ? found : entityOf(found, join, slot, this.#findings.results);
    const text = entity?.values[index];
    return typeof text === 'string' ? text : undefined;
  }

  #field(text: string, lead: Lead, field: WrittenField, found: FoundObject): string | undefined {
    const { source, suppliers, note, type } = field;
    const opened = text + field.openings[lead];
    if (source === 'constant') return opened + field.constant;
    if (source === 'refused') return type.isNonNull ? undefined : `${opened}null`;
    if (source === 'introspected') return opened + this.#findings.introspected(field.key);
    const { results } = this.#findings;
    const value = valueFor(found, suppliers, results);
    if (typeof value === 'string') return opened + value;
    const [supplier] = suppliers;
    const shared = note >= 0 && supplier ? entityOf(found, supplier.join, supplier.slot, results) : undefined;
    if (!shared) return this.#value(opened, type, value);
    const once = this.#once(shared, note, () => this.#value('', type, value));
    return once === undefined ? undefined : opened + once;
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

  #value(text: string, type: WrittenType, value: FoundValue): string | undefined {
    if (typeof value === 'string') return text + value;
    if (value === null || value === undefined) {
      if (!type.isNonNull) return `${text}null`;
      this.#explain(type);
      return undefined;
    }
    const next = value instanceof FoundObject ? this.#nested(text, type, value) : this.#list(text, type, value);
    return next ?? (type.isNonNull ? undefined : `${text}null`);
  }

  #nested(text: string, { below: place }: WrittenType, found: FoundObject): string | undefined {
    if (!place) throw Unexpected.answer;
    const nested = found.isShared ? this.#once(found, place.note, () => this.object(place, found)) : undefined;
    if (found.isShared) return nested === undefined ? undefined : text + nested;
    const open = this.#open(text, 0, place, found);
    return open === undefined ? undefined : `${open}}`;
  }

  #list(text: string, { item }: WrittenType, values: readonly FoundValue[]): string | undefined {
    if (!item) throw Unexpected.answer;
    if (values.length === 0) return `${text}[]`;
    const level = this.#depth;
    this.#depth += 1;
    let written = text;
    let lead: Lead = 1;
    for (let index = 0; index < values.length; index += 1) {
      this.#indexes[level] = index;
      const next = this.#item(written, lead, item, values[index]);
      if (next === undefined) {
        this.#depth = level;
        return undefined;
      }
      written = next;
      lead = this.#isOpen ? 3 : 2;
    }
    this.#depth = level;
    return written + (lead === 3 ? '}]' : ']');
  }

  // An object stays open, so that what closes it goes together with what follows.
  #item(text: string, lead: Lead, item: WrittenType, value: FoundValue): string | undefined {
    const { below: place, isNonNull } = item;
    if (!(value instanceof FoundObject) || value.isShared || !place) {
      const closed = this.#value(text + leads[lead], item, value);
      this.#isOpen = false;
      return closed;
    }
    const open = this.#open(text, lead, place, value);
    this.#isOpen = open !== undefined;
    return open ?? (isNonNull ? undefined : `${text}${leads[lead]}null`);
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
