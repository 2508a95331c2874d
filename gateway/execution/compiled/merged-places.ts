/*
 * The merged response as the plan builds it, place by place: which fetches supply a key there, and how the value is found
 * among their answers. Nothing is merged at run time: an object notes which of a join's entities is its own.
 * Assumes that an object below a place comes from one fetch; NotCompilable where two fetches fill the same object or list.
 */
import type { AnswerField, AnswerLayout, AnswerPlace, ValueShape } from './answer-places.js';
import { type Findings, kinds } from './findings.js';
import { NotCompilable } from './not-compilable.js';

/** Where a value may be found: in the place's own object, or in that of a join. */
export interface Supplier {
  /** −1 for the place's own object. */
  readonly join: number;
  readonly slot: number;
  readonly index: number;
  readonly field: AnswerField;
  /** The answer's place that the value stands in. */
  readonly place: AnswerPlace;
}

/** A join as it lands on a place: whose entities, and where an object notes which. */
interface Landing {
  readonly join: number;
  readonly slot: number;
  readonly place: AnswerPlace;
}

/** A join's paths, by which places find out what lands on them. */
export interface JoinPath {
  readonly join: number;
  /** The keys from the root; type conditions are left out. */
  readonly keys: readonly string[];
  readonly place: AnswerPlace;
}

/** A place of the merged response. */
export class MergedPlace {
  readonly own: AnswerPlace;
  readonly landings: readonly Landing[];
  /** Whether a path of a join leads here or further. */
  readonly isOnPath: boolean;
  readonly #path: readonly string[];
  readonly #joins: readonly JoinPath[];
  readonly #types = new Map<string, MergedType>();

  constructor(own: AnswerPlace, path: readonly string[], joins: readonly JoinPath[]) {
    this.own = own;
    this.#path = path;
    this.#joins = joins.filter(({ keys }) => path.every((key, index) => keys[index] === key));
    this.isOnPath = this.#joins.length > 0;
    this.landings = this.#joins
      .filter(({ keys }) => keys.length === path.length)
      .map(({ join, place }) => ({ join, place, slot: own.slotOf(join) }));
  }

  /** The place for objects of one layout. */
  of(layout: AnswerLayout): MergedType {
    const known = this.#types.get(layout.typename);
    if (known) return known;
    const type = new MergedType(this, layout);
    this.#types.set(layout.typename, type);
    return type;
  }

  /** The type of an object, by the number of its layout; empty where it makes no difference. */
  typenameOf(layout: number): string {
    return this.own.known[layout]?.typename ?? '';
  }

  below(key: string, place: AnswerPlace): MergedPlace {
    return new MergedPlace(place, [...this.#path, key], this.#joins);
  }
}

/** A place of the merged response for objects of one type. */
export class MergedType {
  readonly #place: MergedPlace;
  readonly #layout: AnswerLayout;
  readonly #below = new Map<string, MergedPlace | undefined>();

  constructor(place: MergedPlace, layout: AnswerLayout) {
    this.#place = place;
    this.#layout = layout;
  }

  get typename(): string {
    return this.#layout.typename;
  }

  /** Who may supply a key; the place's own object first. */
  suppliersOf(key: string): readonly Supplier[] {
    const { own, landings } = this.#place;
    const suppliers: Supplier[] = [];
    const add = (layout: AnswerLayout | undefined, place: AnswerPlace, join: number, slot: number): void => {
      const index = layout?.indexes.get(key);
      const field = index === undefined ? undefined : layout?.fields[index];
      if (index !== undefined && field) suppliers.push({ join, slot, index, field, place });
    };
    add(this.#layout, own, -1, -1);
    for (const { join, slot, place } of landings) add(place.layoutOf(this.typename), place, join, slot);
    const isNested = suppliers.some(({ field }) => placeIn(field.shape) !== undefined);
    if (isNested && suppliers.length > 1) throw new NotCompilable(key);
    return suppliers;
  }

  /** The place below a key that objects stand under; undefined for a leaf. */
  below(key: string): MergedPlace | undefined {
    if (this.#below.has(key)) return this.#below.get(key);
    const [supplier] = this.suppliersOf(key);
    const nested = supplier && placeIn(supplier.field.shape);
    const below = nested && this.#place.below(key, nested);
    this.#below.set(key, below);
    return below;
  }

  /** Sees to it that what stands under a key is not kept as one text. */
  lookInto(key: string): void {
    for (const { field } of this.suppliersOf(key)) if (placeIn(field.shape)) field.isText = false;
  }
}

/** The place of the objects in a value; undefined for leaves. */
export function placeIn(shape: ValueShape): AnswerPlace | undefined {
  if (shape.kind === 'List') return placeIn(shape.item);
  return shape.kind === 'Object' ? shape.place : undefined;
}

/** Where the value of an object stands that the suppliers have, the first that is not null; 0 for none. */
export function valueFor(findings: Findings, object: number, suppliers: readonly Supplier[]): number {
  const { words } = findings;
  let found = 0;
  for (const { join, slot, index, place } of suppliers) {
    const entity = join < 0 ? object : findings.entityOf(object, join, slot);
    if (entity === 0) continue;
    const at = entity + place.valuesAt + 2 * index;
    const first = words[at] as number;
    if (first >= 0 || first <= kinds.object) return at;
    if (first === kinds.null) found = at;
  }
  return found;
}
