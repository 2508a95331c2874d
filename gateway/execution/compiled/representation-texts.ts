/*
 * Writes the representations of a join's entities as JSON, from the JSON that was found; equal ones are one entity.
 */
import type { PossibleTypes, Requirement } from '../../planning/plan.js';
import { satisfies } from '../../planning/possible-types.js';
import type { AnswerLayout } from './answer-places.js';
import { type Findings, kinds } from './findings.js';
import { FixedText, nullText } from './four-bytes.js';
import { type MergedPlace, type Supplier, valueFor } from './merged-places.js';
import { NotCompilable, Unexpected } from './not-compilable.js';
import { closeList, comma, openList } from './scan-json.js';
import type { Sheet } from './sheet.js';

interface RequiredField {
  readonly key: string;
  /** `{"upc":` or `,"upc":` */
  readonly lead: string;
  readonly suppliers: readonly Supplier[];
  readonly below: RepresentationTexts | undefined;
}

/** The texts of one type's representations: what always stands in them is put together beforehand. */
interface Frame {
  readonly fields: readonly FramedField[];
  readonly closing: FixedText;
}

/** A value with all that stands between the one before and it. */
interface FramedField extends Pick<RequiredField, 'suppliers' | 'below'> {
  readonly opening: FixedText;
}

/** What is required of the objects of one place, by their type. */
export class RepresentationTexts {
  /** By the number of an object's layout. */
  readonly #frames: (Frame | undefined)[] = [];

  /** An entity's representation needs its type's name; what is required below does not. */
  constructor(place: MergedPlace, requires: readonly Requirement[], types: PossibleTypes, isEntity: boolean) {
    for (const layout of place.own.layouts()) {
      const fields = requiredOf(place, layout, requires, types);
      const isKnown = fields?.some(({ key }) => key === '__typename') ?? false;
      if (fields && (isKnown || !isEntity)) this.#frames[layout.number] = frameOf(fields, layout);
    }
  }

  /** Writes the representation of an object; false, and something may be written, where what is required is missing. */
  write(findings: Findings, object: number, sheet: Sheet): boolean {
    const frame = this.#frames[findings.words[object] as number];
    if (!frame) return false;
    for (const { opening, suppliers, below } of frame.fields) {
      const value = valueFor(findings, object, suppliers);
      if (value === 0) return false;
      sheet.text(opening);
      if (!writeValue(findings, value, below, sheet)) return false;
    }
    sheet.text(frame.closing);
    return true;
  }
}

function frameOf(required: readonly RequiredField[], { typename, typenameText }: AnswerLayout): Frame {
  const fields: FramedField[] = [];
  let constant = '';
  for (const { lead, suppliers, below } of required) {
    // Where the type is known its name is what the reader has checked it to be.
    const isConstant = typename !== '' && suppliers.every(({ field }) => field.isTypename);
    if (isConstant) constant += lead + typenameText;
    else {
      fields.push({ suppliers, below, opening: new FixedText(constant + lead) });
      constant = '';
    }
  }
  return { fields, closing: new FixedText(required.length === 0 ? '{}' : `${constant}}`) };
}

function writeValue(findings: Findings, value: number, below: RepresentationTexts | undefined, sheet: Sheet): boolean {
  const { words } = findings;
  const first = words[value] as number;
  const second = words[value + 1] as number;
  if (first >= 0) {
    if (below) throw Unexpected.answer;
    sheet.piece(findings.sheet, first, second);
    return true;
  }
  if (first === kinds.object) return below?.write(findings, second, sheet) ?? false;
  if (first === kinds.missing) return false;
  if (first === kinds.null) {
    sheet.text(nullText);
    return true;
  }
  const end = second + 1 + 2 * (words[second] as number);
  sheet.byte(openList);
  for (let item = second + 1; item < end; item += 2) {
    if (item > second + 1) sheet.byte(comma);
    if (!writeValue(findings, item, below, sheet)) return false;
  }
  sheet.byte(closeList);
  return true;
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
    const lead = `${fields.length === 0 ? '{' : ','}${JSON.stringify(to)}:`;
    const texts = below && new RepresentationTexts(below, selections, types, false);
    fields.push({ key: to, lead, suppliers, below: texts });
  };
  requires.forEach(add);
  return isSupplied ? fields : undefined;
}
