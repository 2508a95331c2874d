/*
 * Writes the representations of a join's entities as JSON text, from the texts that were found; equal texts are one entity.
 */
import type { PossibleTypes, Requirement } from '../../planning/plan.js';
import { satisfies } from '../../planning/possible-types.js';
import { type AnswerLayout, FoundObject, type FoundValue } from './answer-places.js';
import { type MergedPlace, type Results, type Supplier, valueFor } from './merged-places.js';
import { NotCompilable, Unexpected } from './not-compilable.js';

interface RequiredField {
  readonly key: string;
  /** `{"upc":` or `,"upc":` */
  readonly opening: string;
  readonly suppliers: readonly Supplier[];
  readonly below: RepresentationTexts | undefined;
}

/** The texts of one type's representations: what always stands in them is put together beforehand. */
interface Frame {
  readonly fields: readonly RequiredField[];
  readonly closing: string;
  /** The only field whose value differs; undefined where several do. */
  readonly key: RequiredField | undefined;
}

/** What is required of the objects of one place, by their type. */
export class RepresentationTexts {
  readonly #frames = new Map<AnswerLayout, Frame>();

  /** An entity's representation needs its type's name; what is required below does not. */
  constructor(place: MergedPlace, requires: readonly Requirement[], types: PossibleTypes, isEntity: boolean) {
    for (const layout of place.own.layouts()) {
      const fields = requiredOf(place, layout, requires, types);
      const isKnown = fields?.some(({ key }) => key === '__typename') ?? false;
      if (fields && (isKnown || !isEntity)) this.#frames.set(layout, frameOf(fields, layout));
    }
  }

  /**
   * What tells an object's representation from those of others of its type: its only key, else the whole text. Undefined
   * where something required is missing.
   */
  keyOf(found: FoundObject, results: Results): string | undefined {
    const key = this.#frames.get(found.layout)?.key;
    return key ? textOf(valueFor(found, key.suppliers, results), undefined, results) : this.of(found, results);
  }

  /** The representation of an object; undefined where something required is missing. */
  of(found: FoundObject, results: Results): string | undefined {
    const frame = this.#frames.get(found.layout);
    if (!frame) return undefined;
    let text = '';
    for (const { opening, suppliers, below } of frame.fields) {
      const value = textOf(valueFor(found, suppliers, results), below, results);
      if (value === undefined) return undefined;
      text += opening + value;
    }
    return text + frame.closing;
  }
}

function frameOf(required: readonly RequiredField[], { typename, typenameText }: AnswerLayout): Frame {
  const fields: RequiredField[] = [];
  let constant = '';
  for (const field of required) {
    // Where the type is known its name is what the reader has checked it to be.
    const isConstant = typename !== '' && field.suppliers.every((supplier) => supplier.field.isTypename);
    if (isConstant) constant += field.opening + typenameText;
    else {
      fields.push({ ...field, opening: constant + field.opening });
      constant = '';
    }
  }
  const [key, ...others] = fields;
  const isOnly = others.length === 0 && typename !== '';
  return {
    fields,
    closing: required.length === 0 ? '{}' : `${constant}}`,
    key: isOnly && key && !key.below ? key : undefined,
  };
}

function textOf(value: FoundValue, below: RepresentationTexts | undefined, results: Results): string | undefined {
  if (value === null) return 'null';
  if (value === undefined) return undefined;
  if (typeof value === 'string') {
    if (below) throw Unexpected.answer;
    return value;
  }
  if (value instanceof FoundObject) return below?.of(value, results);
  const items: string[] = [];
  for (const item of value) {
    const text = textOf(item, below, results);
    if (text === undefined) return undefined;
    items.push(text);
  }
  return `[${items.join(',')}]`;
}

function requiredOf(
  place: MergedPlace,
  layout: AnswerLayout,
  requires: readonly Requirement[],
  types: PossibleTypes,
): RequiredField[] | undefined {
  const merged = place.of(layout);
  const keys = new Set<string>();
  const fields: RequiredField[] = [];
  let isSupplied = true;
  const add = (requirement: Requirement): void => {
    if (requirement.kind === 'InlineFragment') {
      if (requirement.skipIf !== undefined || requirement.includeIf !== undefined) throw new NotCompilable('condition');
      if (satisfies(types, layout.typename, requirement.typeCondition)) requirement.selections.forEach(add);
      return;
    }
    const { from, to, selections } = requirement;
    const suppliers = merged.suppliersOf(from);
    for (const { field } of suppliers) field.isAlone = true;
    // The same field may be required twice, each time for other fields below it.
    if (keys.has(to) && selections) throw new NotCompilable(to);
    if (keys.has(to)) return;
    if (suppliers.length === 0) isSupplied = false;
    keys.add(to);
    const below = selections && merged.below(from);
    if (below) merged.lookInto(from);
    const opening = `${fields.length === 0 ? '{' : ','}${JSON.stringify(to)}:`;
    const texts = below && new RepresentationTexts(below, selections, types, false);
    fields.push({ key: to, opening, suppliers, below: texts });
  };
  requires.forEach(add);
  return isSupplied ? fields : undefined;
}
