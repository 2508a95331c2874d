/*
 * What each fetch of a plan is asked for, place by place, as tables for the readers of its answer.
 * Assumes that a subgraph answers keys in the order of its selection (GraphQL specification, "Serialized Map Ordering") and
 * that an object of an abstract type is asked for `__typename` first. Where a selection breaks the second, NotCompilable;
 * where an answer breaks the first, it is parsed and read as objects.
 */
import {
  type GraphQLAbstractType,
  type GraphQLEnumType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLScalarType,
  type GraphQLSchema,
  GraphQLString,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql';
import { dependsOnObjectType, fieldsOf, type FieldsType, type Selections, type Shape } from '../selections.js';
import { headWords, noteWords } from './findings.js';
import { FixedText } from './four-bytes.js';
import { NotCompilable } from './not-compilable.js';
import { Repetition } from './repetition.js';
import type { Stretch } from './stretches.js';

/** What a leaf is checked to be; `Any` is a custom scalar, or a field that the public schema does not show. */
type LeafKind = 'String' | 'Int' | 'Float' | 'Boolean' | 'ID' | 'Any';

/** The type of a value in a fetch's answer. */
export type ValueShape =
  | { readonly kind: 'List'; readonly isNonNull: boolean; readonly item: ValueShape }
  | { readonly kind: 'Object'; readonly isNonNull: boolean; readonly place: AnswerPlace }
  | {
      readonly kind: 'Enum';
      readonly isNonNull: boolean;
      readonly type: GraphQLEnumType;
      readonly names: ReadonlySet<string>;
      /** The same as JSON, as long as there are few. */
      readonly few: readonly FixedText[];
    }
  | { readonly kind: LeafKind; readonly isNonNull: boolean; readonly type: GraphQLScalarType | undefined };

/** One key of an object in a fetch's answer. */
export interface AnswerField {
  readonly key: string;
  /** `"key":` */
  readonly opening: FixedText;
  readonly isTypename: boolean;
  readonly shape: ValueShape;
  /** The value is kept as the subgraph wrote it: nobody looks into it, and the client asked for the very same. */
  isText: boolean;
  /** Somebody needs the value by itself, even where it is part of a stretch. */
  isAlone: boolean;
}

/** The keys of an object of one type, in the order of the answer. */
export interface AnswerLayout {
  readonly place: AnswerPlace;
  /** Its number among the layouts of its place. */
  readonly number: number;
  readonly typename: string;
  /** `"Product"`, or empty where the type is not known and makes no difference. */
  readonly typenameText: string;
  readonly typenameBytes: FixedText;
  readonly fields: readonly AnswerField[];
  /** Whether all fields are leaves: a reference to an entity mostly is. */
  readonly isFlat: boolean;
  readonly indexes: ReadonlyMap<string, number>;
  readonly stretches: Stretch[];
  /** How many values an object has: one for each field, and one for each stretch. */
  valueCount: number;
  /** How objects are read, once the whole operation is compiled. */
  order: readonly Stretch[] | undefined;
}

/** What one fetch is asked for at one place of its answer, for each type that an object there can have. */
export class AnswerPlace {
  /** The only layout of the place, where the object's type makes no difference to what is asked. */
  readonly only: AnswerLayout | undefined;
  /** How often references here were equal to others of the same answer. */
  readonly repetition = new Repetition();
  readonly #shape: Shape;
  readonly #selections: Selections;
  /** The layouts of the types that were met so far, by their numbers. */
  readonly known: AnswerLayout[] = [];
  readonly #layouts = new Map<string, AnswerLayout>();
  readonly #joins = new Map<number, number>();
  /** Of a place whose objects may be of several types; undefined for entities too. */
  readonly #type: GraphQLAbstractType | undefined;
  /** How many joins there are of which an object notes an entity. */
  joinCount = 0;
  /** Where an object's values begin, from its address on; known when the whole operation is compiled. */
  valuesAt = headWords;
  #notes = 0;

  /** `type` is undefined for entities, whose type the representation tells. */
  constructor(shape: Shape, selections: Selections, type: GraphQLNamedType | undefined) {
    this.#shape = shape;
    this.#selections = selections;
    if (isObjectType(type)) this.only = this.#layout(type, type.name);
    else if (isInterfaceType(type) && !dependsOnObjectType(shape, type, selections)) this.only = this.#layout(type, '');
    this.#type = isAbstractType(type) ? type : undefined;
  }

  /** The layout of an object of a type; undefined for a type that cannot stand here. */
  layoutOf(typename: string): AnswerLayout | undefined {
    if (this.only) return this.only;
    const known = this.#layouts.get(typename);
    if (known) return known;
    const { schema } = this.#shape;
    const type = schema.getType(typename);
    if (!isObjectType(type) || (this.#type && !schema.isSubType(this.#type, type))) return undefined;
    const layout = this.#layout(type, typename);
    // Entities may come without their type's name; the representation tells it.
    if (this.#type && !layout.indexes.has('__typename')) throw new NotCompilable(typename);
    this.#layouts.set(typename, layout);
    return layout;
  }

  /** Every layout that an object of the place can have; none for entities, which are not enumerated. */
  layouts(): readonly AnswerLayout[] {
    if (this.only) return [this.only];
    if (!this.#type) return [];
    const types = this.#shape.schema.getPossibleTypes(this.#type);
    return types.flatMap(({ name }) => this.layoutOf(name) ?? []);
  }

  /** Where an object of the place notes which of a join's entities is its own. */
  slotOf(join: number): number {
    const known = this.#joins.get(join);
    if (known !== undefined) return known;
    const slot = this.#joins.size;
    this.#joins.set(join, slot);
    this.joinCount += 1;
    this.valuesAt += 1;
    return slot;
  }

  /** Whether its objects are references to entities: many are equal, and the join is the same for equal ones. */
  get isReference(): boolean {
    return this.#joins.size > 0 && (this.only?.isFlat ?? false);
  }

  /** A number under which shared objects of the place remember something. */
  newNote(): number {
    this.valuesAt += noteWords;
    return this.#notes++;
  }

  #layout(type: FieldsType, typename: string): AnswerLayout {
    const fields = fieldsOf(this.#shape, type, this.#selections).map((field): AnswerField => {
      const isTypename = field.name === '__typename';
      if (!isTypename && !field.type && field.below.asked.length > 0) throw new NotCompilable(field.name);
      return {
        key: field.key,
        opening: new FixedText(`${JSON.stringify(field.key)}:`),
        isTypename,
        shape: isTypename ? typenameShape : shapeOf(this.#shape, field.type, field.below),
        isText: true,
        isAlone: false,
      };
    });
    const indexes = new Map(fields.map(({ key }, index) => [key, index]));
    const typenameText = JSON.stringify(typename);
    const layout: AnswerLayout = {
      place: this,
      number: this.known.length,
      typename,
      typenameText,
      typenameBytes: new FixedText(typenameText),
      isFlat: fields.every(({ shape }) => isLeaf(shape)),
      fields,
      indexes,
      stretches: [],
      valueCount: fields.length,
      order: undefined,
    };
    this.known.push(layout);
    return layout;
  }
}

const typenameShape: ValueShape = { kind: 'String', isNonNull: true, type: GraphQLString };

/** With more names than these a table finds one sooner. */
const fewNames = 8;

const builtIn: ReadonlySet<string> = new Set(['String', 'Int', 'Float', 'Boolean', 'ID']);

// A field that the public schema does not show has no type here: a key or a required field, whose value is passed on.
function shapeOf(shape: Shape, type: GraphQLOutputType | undefined, below: Selections, isNonNull = false): ValueShape {
  if (type === undefined) return { kind: 'Any', isNonNull, type };
  if (isNonNullType(type)) return shapeOf(shape, type.ofType, below, true);
  if (isListType(type)) return { kind: 'List', isNonNull, item: shapeOf(shape, type.ofType, below) };
  if (isScalarType(type)) return { kind: builtIn.has(type.name) ? (type.name as LeafKind) : 'Any', isNonNull, type };
  if (isEnumType(type)) {
    const names = type.getValues().map(({ name }) => name);
    const few = names.length > fewNames ? [] : names.map((name) => new FixedText(`"${name}"`));
    return { kind: 'Enum', isNonNull, type, names: new Set(names), few };
  }
  return { kind: 'Object', isNonNull, place: new AnswerPlace(shape, below, type) };
}

function isLeaf(shape: ValueShape): boolean {
  return shape.kind === 'List' ? isLeaf(shape.item) : shape.kind !== 'Object';
}

/** The shape of a fetch's own operation: nothing is skipped in it, and nothing denied. */
export function shapeOfFetch(schema: GraphQLSchema, selected: Shape['asked']): Shape {
  return { schema, asked: selected, granted: selected, values: {}, fetchedKeys: undefined };
}
