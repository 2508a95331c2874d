/*
 * Walks a join's paths over what was found, to the objects that the join is for. An object that several places share is
 * walked through once for each path.
 */
import type { PathSegment, PossibleTypes } from '../../planning/plan.js';
import { satisfies } from '../../planning/possible-types.js';
import type { AnswerLayout } from './answer-places.js';
import { type Findings, kinds } from './findings.js';
import { type MergedPlace, type Supplier, valueFor } from './merged-places.js';
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
  /** By the number of an object's layout. */
  readonly #turns: (Turn | undefined)[] = [];

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
      this.#turns[layout.number] = turn;
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
  walk(findings: Findings, object: number, arrive: Arrive): void {
    const turn = this.#turns[findings.words[object] as number];
    if (turn === undefined) return;
    if (turn.kind === 'arrive') return arrive(object, this.place);
    const { suppliers, note, next } = turn;
    const [supplier] = suppliers;
    if (note >= 0 && supplier) {
      const { place, join, slot, index } = supplier;
      const shared = findings.entityOf(object, join, slot);
      if (shared === 0) return;
      const walked = findings.noteOf(shared, place, note);
      if (findings.words[walked] === 1) return;
      findings.words[walked] = 1;
      next.#walkValue(findings, shared + place.valuesAt + 2 * index, arrive);
    } else {
      const value = valueFor(findings, object, suppliers);
      if (value !== 0) next.#walkValue(findings, value, arrive);
    }
  }

  #walkValue(findings: Findings, value: number, arrive: Arrive): void {
    const { words } = findings;
    const first = words[value] as number;
    const second = words[value + 1] as number;
    if (first >= 0) throw Unexpected.answer;
    if (first === kinds.object) this.walk(findings, second, arrive);
    if (first !== kinds.list) return;
    const end = second + 1 + 2 * (words[second] as number);
    for (let item = second + 1; item < end; item += 2) this.#walkValue(findings, item, arrive);
  }

  /** The same over again where objects are shared, with the path to each: for the places of errors. */
  places(
    findings: Findings,
    object: number,
    join: number,
    arrive: ArriveAtPlace,
    path: (string | number)[] = [],
  ): void {
    const turn = this.#turns[findings.words[object] as number];
    if (turn?.kind === 'arrive') arrive(object, this.place.own.slotOf(join), path);
    if (turn?.kind !== 'descend') return;
    const value = valueFor(findings, object, turn.suppliers);
    if (value === 0) return;
    path.push(turn.key);
    turn.next.#placesIn(findings, value, join, arrive, path);
    path.pop();
  }

  #placesIn(findings: Findings, value: number, join: number, arrive: ArriveAtPlace, path: (string | number)[]): void {
    const { words } = findings;
    const second = words[value + 1] as number;
    if (words[value] === kinds.object) return this.places(findings, second, join, arrive, path);
    if (words[value] !== kinds.list) return;
    const length = words[second] as number;
    for (let index = 0; index < length; index += 1) {
      path.push(index);
      this.#placesIn(findings, second + 1 + 2 * index, join, arrive, path);
      path.pop();
    }
  }
}

/** Told an object at the end of a path. */
type Arrive = (object: number, place: MergedPlace) => void;

/** Told an object at the end of a path, where it notes the join's entity, and its place in the response, which changes on. */
type ArriveAtPlace = (object: number, slot: number, path: readonly (string | number)[]) => void;

function isOneOf(segment: PathSegment, typename: string, types: PossibleTypes): boolean {
  return segment.kind === 'TypeCondition' && segment.names.some((name) => satisfies(types, typename, name));
}
