/*
 * The client's answer, place by place, as a table for its writer: which keys an object has, and where their values are found.
 * What the client asked exactly as a fetch asks it is marked to be kept as the subgraph's own text.
 */
import { type GraphQLOutputType, isInterfaceType, isListType, isNonNullType, isObjectType } from 'graphql';
import {
  dependsOnObjectType,
  fieldsOf,
  type FieldsType,
  type Selections,
  type ShapedField,
  type Shape,
} from '../selections.js';
import type { AnswerLayout, AnswerPlace } from './answer-places.js';
import { FixedText } from './four-bytes.js';
import { type MergedPlace, type MergedType, placeIn, type Supplier } from './merged-places.js';
import { NotCompilable } from './not-compilable.js';
import { stretchBetween } from './stretches.js';

/**
 * What an object may be written behind: nothing, the beginning of a list, another value of it, or an object of it that is not
 * closed yet. Each text is put together beforehand with the opening that follows it: what is added in one piece costs half.
 */
const leads = ['', '[', ',', '},'] as const;

/** The index of one of the leads. */
export type Lead = 0 | 1 | 2 | 3;

/** A key of an object of the answer. */
export interface WrittenField {
  readonly key: string;
  /** Whether it is the first of its object. */
  readonly isFirst: boolean;
  /** `{"name":` or `,"name":`, behind each of the leads. */
  readonly openings: readonly FixedText[];
  /** What always stands there: a type's name. */
  readonly constant: Constant | undefined;
  /** `refused` is null by authorisation; `introspected` is answered by the schema. */
  readonly source: 'found' | 'constant' | 'refused' | 'introspected';
  readonly suppliers: readonly Supplier[];
  readonly type: WrittenType;
  /** Under which an object that several places share remembers what was written for it; −1 where none is shared. */
  readonly note: number;
}

/** JSON that always stands somewhere. */
interface Constant {
  readonly text: string;
  readonly bytes: FixedText;
}

/** Keys that stand beside each other in the answer. */
export interface WrittenPart {
  /** Before the text of the stretch: `{` or a comma, behind each of the leads. */
  readonly openings: readonly FixedText[];
  /** Where the text of them all is found, if it is; undefined for a single key. */
  readonly stretch: Found | undefined;
  readonly fields: readonly WrittenField[];
}

/** The type of a value as the writer needs it. */
export interface WrittenType {
  readonly isNonNull: boolean;
  readonly item: WrittenType | undefined;
  readonly below: WrittenPlace | undefined;
  /** The response names from the root; null stands for an index of a list. */
  readonly path: Path;
}

type Path = readonly (string | null)[];

/** Types at places, over all places, that one operation may have before it is left to the plain executor. */
const mostTypes = 2_000;

/** What is the same for all places of an operation. */
export interface Writing {
  readonly shape: Shape;
  types: number;
}

/** A place of the client's answer. */
export class WrittenPlace {
  /** Under which an object that stands for several places remembers what was written for it. */
  readonly note: number;
  /** The place of the objects that stand here. */
  readonly own: AnswerPlace;
  readonly #merged: MergedPlace;
  readonly #fields = new Map<AnswerLayout, readonly WrittenField[]>();
  /** By the number of a layout. */
  readonly #parts: (readonly WrittenPart[])[] = [];

  constructor(writing: Writing, place: Selections, type: GraphQLOutputType, merged: MergedPlace, path: Path) {
    this.#merged = merged;
    this.own = merged.own;
    this.note = merged.own.newNote();
    for (const layout of merged.own.layouts()) {
      if ((writing.types += 1) > mostTypes) throw new NotCompilable('types');
      const fieldsType = fieldsTypeOf(writing.shape, type, layout, place);
      const fields = fieldsOf(writing.shape, fieldsType, place);
      const at = { writing, fieldsType, merged: merged.of(layout), path };
      const written = fields.map((field, index) => writtenField(at, field, index === 0));
      this.#fields.set(layout, written);
      this.#parts[layout.number] = partsOf(written, layout);
    }
  }

  /** What an object is written of, by the number of its layout; undefined for one that cannot stand here. */
  partsOf(layout: number): readonly WrittenPart[] | undefined {
    return this.#parts[layout];
  }

  /** Whether the answer has exactly what one fetch found here, and nothing joins it. */
  isAsFound(own: AnswerPlace): boolean {
    if (this.#merged.own !== own || this.#merged.isOnPath) return false;
    return own.layouts().every((layout) => {
      const fields = this.#fields.get(layout);
      return fields?.length === layout.fields.length && fields.every((field, index) => isAsFound(field, index, layout));
    });
  }
}

function isAsFound({ key, constant, source, type }: WrittenField, index: number, layout: AnswerLayout): boolean {
  const field = layout.fields[index];
  if (field?.key !== key) return false;
  if (field.isTypename) return constant?.text === layout.typenameText;
  if (source !== 'found') return false;
  const nested = placeIn(field.shape);
  return nested === undefined || (belowOf(type)?.isAsFound(nested) ?? false);
}

type Standing = Pick<Supplier, 'join' | 'slot' | 'index'>;

/** A value of an object, or of what is joined to it, and the place whose objects have it. */
export type Found = Standing & Pick<Supplier, 'place'>;

function partsOf(fields: readonly WrittenField[], own: AnswerLayout): WrittenPart[] {
  const parts: WrittenPart[] = [];
  for (let from = 0; from < fields.length;) {
    let to = from;
    while (follows(fields[to], fields[to + 1], own)) to += 1;
    parts.push(...stretchOrFields(fields.slice(from, to + 1), own));
    from = to + 1;
  }
  return parts;
}

function stretchOrFields(fields: readonly WrittenField[], own: AnswerLayout): WrittenPart[] {
  const [first] = fields;
  const standing = first && standingOf(first, own);
  if (standing && fields.length > 1) {
    const { join, slot, index: from } = standing;
    const layout = join < 0 ? own : first.suppliers[0]?.place.layoutOf(own.typename);
    const stretch = layout && stretchBetween(layout, from, from + fields.length - 1);
    const openings = behindLeads(first.isFirst ? '{' : ',');
    if (layout && stretch)
      return [{ openings, stretch: { join, slot, index: stretch.index, place: layout.place }, fields }];
  }
  return fields.map((field) => {
    for (const each of field.suppliers) each.field.isAlone = true;
    return { openings: [], stretch: undefined, fields: [field] };
  });
}

/** Whether a key stands behind another as it does in what a fetch brings, and both as they were found. */
function follows(field: WrittenField | undefined, next: WrittenField | undefined, own: AnswerLayout): boolean {
  const standing = field && standingOf(field, own);
  const after = next && standingOf(next, own);
  return (
    standing?.join === after?.join && standing?.slot === after?.slot && after?.index === (standing?.index ?? 0) + 1
  );
}

/** Where a key stands in what a fetch brings; undefined for one that does not stand there as the client wants it. */
function standingOf({ key, source, constant, suppliers }: WrittenField, own: AnswerLayout): Standing | undefined {
  if (source === 'constant') {
    const index = own.indexes.get(key) ?? -1;
    return own.fields[index]?.isTypename && constant?.text === own.typenameText
      ? { join: -1, slot: -1, index }
      : undefined;
  }
  const [supplier] = suppliers;
  if (source !== 'found' || !supplier || suppliers.length > 1 || supplier.field.key !== key) return undefined;
  return supplier.field.isText && !supplier.field.isTypename ? supplier : undefined;
}

interface Place {
  readonly writing: Writing;
  readonly fieldsType: FieldsType;
  readonly merged: MergedType;
  readonly path: Path;
}

function writtenField(place: Place, field: ShapedField, isFirst: boolean): WrittenField {
  const { writing, fieldsType, merged } = place;
  const path = [...place.path, field.key];
  const openings = behindLeads(`${isFirst ? '{' : ','}${JSON.stringify(field.key)}:`);
  const none = { key: field.key, isFirst, openings, constant: undefined, suppliers: [], note: -1 };
  const leaf: WrittenType = { isNonNull: isNonNullType(field.type), item: undefined, below: undefined, path };
  if (field.name === '__typename')
    return { ...none, source: 'constant', constant: constantOf(fieldsType.name), type: leaf };
  // Below the root it is answered under names that the plain executor knows.
  if (!field.type && place.path.length > 0) throw new NotCompilable('introspection');
  if (!field.type) return { ...none, source: 'introspected', type: leaf };
  if (!field.isGranted) return { ...none, source: 'refused', type: leaf };
  const suppliers = merged.suppliersOf(field.fetched);
  const below = merged.below(field.fetched);
  const type = writtenType(field.type, path, (innermost, at) =>
    below ? new WrittenPlace(writing, field.below, innermost, below, at) : undefined,
  );
  const [supplier] = suppliers;
  const nested = supplier && placeIn(supplier.field.shape);
  if (nested && !belowOf(type)?.isAsFound(nested)) supplier.field.isText = false;
  const note = nested && supplier.join >= 0 ? supplier.place.newNote() : -1;
  return { ...none, source: 'found', suppliers, type, note };
}

/** A text behind each of the leads. */
export function behindLeads(text: string): FixedText[] {
  return leads.map((lead) => new FixedText(lead + text));
}

function constantOf(name: string): Constant {
  const text = JSON.stringify(name);
  return { text, bytes: new FixedText(text) };
}

function writtenType(
  type: GraphQLOutputType,
  path: Path,
  below: (innermost: GraphQLOutputType, path: Path) => WrittenPlace | undefined,
  isNonNull = false,
): WrittenType {
  if (isNonNullType(type)) return writtenType(type.ofType, path, below, true);
  if (isListType(type))
    return { isNonNull, item: writtenType(type.ofType, [...path, null], below), below: undefined, path };
  return { isNonNull, item: undefined, below: below(type, path), path };
}

function belowOf({ item, below }: WrittenType): WrittenPlace | undefined {
  return item ? belowOf(item) : below;
}

function fieldsTypeOf(
  shape: Shape,
  type: GraphQLOutputType,
  { typename }: AnswerLayout,
  place: Selections,
): FieldsType {
  if (isObjectType(type)) {
    if (typename !== '' && typename !== type.name) throw new NotCompilable(typename);
    return type;
  }
  if (typename === '') {
    if (!isInterfaceType(type) || dependsOnObjectType(shape, type, place)) throw new NotCompilable(String(type));
    return type;
  }
  const named = shape.schema.getType(typename);
  if (!isObjectType(named)) throw new NotCompilable(typename);
  return named;
}
