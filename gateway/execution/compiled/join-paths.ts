/*
 * Walks a join's paths over what was found, to the objects that the join is for. An object that several places share is
 * walked through once for each path.
 */
import type { PathSegment, PossibleTypes } from '../../planning/plan.js';
import { satisfies } from '../../planning/possible-types.js';
import { type AnswerLayout, FoundObject, type FoundValue } from './answer-places.js';
import { entityOf, type MergedPlace, type Results, type Supplier, valueFor } from './merged-places.js';
import { Unexpected } from './not-compilable.js';

/** What a path does at an object of one type. */
type Turn =
  | { readonly kind: 'arrive' }
  | {
      readonly kind: 'descend';
      readonly key: string;
      readonly suppliers: readonly Supplier[];
      /** Under which shared objects remember that this path has been walked below them; −1 where none are shared. */
      readonly note: number;
      readonly next: PathNode;
    };

/** A path from one of its places on. */
export class PathNode {
  readonly place: MergedPlace;
  readonly #turns = new Map<AnswerLayout, Turn>();

  /** `arrive` is told every place that the path can end at. */
  constructor(
    place: MergedPlace,
    segments: readonly PathSegment[],
    types: PossibleTypes,
    arrive: (place: MergedPlace) => void,
    isRoot = false,
  ) {
    this.place = place;
    const first = segments.findIndex(({ kind }) => kind === 'Field');
    const conditions = first < 0 ? segments : segments.slice(0, first);
    const [field, ...rest] = segments.slice(conditions.length);
    if (!field) arrive(place);
    for (const layout of place.own.layouts()) {
      // The root's own name says nothing, and planners put conditions on it that it always meets.
      const passes = isRoot || conditions.every((each) => isOneOf(each, layout.typename, types));
      const turn = passes ? this.#turn(layout, field, rest, types, arrive) : undefined;
      if (turn) this.#turns.set(layout, turn);
    }
  }

  #turn(
    layout: AnswerLayout,
    field: PathSegment | undefined,
    rest: readonly PathSegment[],
    types: PossibleTypes,
    arrive: (place: MergedPlace) => void,
  ): Turn | undefined {
    if (field?.kind !== 'Field') return { kind: 'arrive' };
    const merged = this.place.of(layout);
    merged.lookInto(field.name);
    const suppliers = merged.suppliersOf(field.name);
    const below = merged.below(field.name);
    const [supplier] = suppliers;
    if (!below || !supplier) return undefined;
    const isShared = supplier.join >= 0;
    const note = isShared ? supplier.place.newNote() : -1;
    return { kind: 'descend', key: field.name, suppliers, note, next: new PathNode(below, rest, types, arrive) };
  }

  /** Calls `arrive` for every object at the path's end, in the order of the response. */
  walk(found: FoundObject, results: Results, arrive: (found: FoundObject, place: MergedPlace) => void): void {
    const turn = this.#turns.get(found.layout);
    if (turn === undefined) return;
    if (turn.kind === 'arrive') return arrive(found, this.place);
    const { suppliers, note, next } = turn;
    const [supplier] = suppliers;
    if (note >= 0 && supplier) {
      const shared = entityOf(found, supplier.join, supplier.slot, results);
      if (!shared) return;
      if (shared.noted(note)) return;
      shared.note(note, true);
      next.#walkValue(shared.values[supplier.index], results, arrive);
    } else next.#walkValue(valueFor(found, suppliers, results), results, arrive);
  }

  #walkValue(value: FoundValue, results: Results, arrive: (found: FoundObject, place: MergedPlace) => void): void {
    if (value instanceof FoundObject) this.walk(value, results, arrive);
    else if (typeof value === 'string') throw Unexpected.answer;
    else if (value) for (const item of value) this.#walkValue(item, results, arrive);
  }

  /** The same over again where objects are shared, with the path to each: for the places of errors. */
  places(
    found: FoundObject,
    results: Results,
    join: number,
    arrive: ArriveAtPlace,
    path: (string | number)[] = [],
  ): void {
    const turn = this.#turns.get(found.layout);
    if (turn?.kind === 'arrive') arrive(found, this.place.own.slotOf(join), path);
    if (turn?.kind !== 'descend') return;
    path.push(turn.key);
    turn.next.#placesIn(valueFor(found, turn.suppliers, results), results, join, arrive, path);
    path.pop();
  }

  #placesIn(value: FoundValue, results: Results, join: number, arrive: ArriveAtPlace, path: (string | number)[]): void {
    if (value instanceof FoundObject) return this.places(value, results, join, arrive, path);
    if (typeof value !== 'object' || value === null) return;
    for (let index = 0; index < value.length; index += 1) {
      path.push(index);
      this.#placesIn(value[index], results, join, arrive, path);
      path.pop();
    }
  }
}

/** Told an object at the end of a path, where it notes the join's entity, and its place in the response, which changes on. */
type ArriveAtPlace = (found: FoundObject, slot: number, path: readonly (string | number)[]) => void;

function isOneOf(segment: PathSegment, typename: string, types: PossibleTypes): boolean {
  return segment.kind === 'TypeCondition' && segment.names.some((name) => satisfies(types, typename, name));
}
