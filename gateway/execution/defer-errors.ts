import { getNamedType, isCompositeType, type GraphQLCompositeType, type GraphQLError } from 'graphql';
import type { PendingPart } from './complete.js';
import { findKeys, type Part, type PartKeys } from './defer-keys.js';
import type { Step } from './defer-steps.js';
import { newReport, type Report } from './report.js';
import { isResponseObject } from './response-tree.js';
import { fieldsTypeOf, partedFieldsOf, type FieldsType, type Shape } from './selections.js';

/** A part that was completed, and its errors. */
export interface CompletedPart {
  readonly part: Pick<PendingPart, 'type' | 'place' | 'source'>;
  readonly directive: Part;
  readonly path: readonly (string | number)[];
  readonly errors: GraphQLError[];
}

/** An error that no part has named yet, with the parts that may: the first of them that leaves takes it at the latest. */
interface OpenError {
  readonly error: GraphQLError;
  /** Where it stands; undefined for a refusal, whose place is without list indexes. */
  readonly path: GraphQLError['path'];
  /** Those that the error's fetch is for, or that ask for the refused field. */
  readonly parts: ReadonlySet<Part>;
  /** Parts that it waits for until they have left, while no part has its place. */
  readonly awaited: ReadonlySet<Part>;
}

const none: ReadonlySet<Part> = new Set();

/** Gives each error of an answer in parts to the part that has its place, and to one part only. */
export class PartErrors {
  readonly #shape: Shape;
  readonly #reports = new Map<Step, Report>();
  readonly #whole = newReport();
  readonly #refusals: OpenError[];
  readonly #given = new Set<GraphQLError>();
  readonly #left = new Set<Part>();

  /** Refusals are told by place without list indexes; `asked` are the keys of the parts as the client knows them. */
  constructor(shape: Shape, refusals: readonly GraphQLError[], asked: ReadonlyMap<Part, PartKeys>) {
    this.#shape = shape;
    this.#refusals = refusals.map((error) => {
      const part = [...asked].find(([, keys]) => findKeys(keys, (error.path ?? []).map(String))?.isSelected);
      const parts = new Set<Part>([part?.[0] ?? null]);
      return { error, path: undefined, parts, awaited: none };
    });
  }

  /** Where a step reports to. What it knows of objects is every part's, its errors are its own. */
  reportOf(step: Step): Report {
    const report = { ...this.#whole, errors: [], unnamed: new Set<GraphQLError>() };
    this.#reports.set(step, report);
    return report;
  }

  /** What went wrong until now. */
  soFar(): Report {
    const reports = [...this.#reports.values()];
    return {
      ...this.#whole,
      errors: reports.flatMap(({ errors }) => errors),
      unnamed: new Set(reports.flatMap(({ unnamed }) => [...unnamed])),
    };
  }

  /** Gives the completed parts the errors that are theirs; `last` says that no other part will come. */
  give(completed: readonly CompletedPart[], { unnamed }: Report, last: boolean): void {
    for (const { directive } of completed) this.#left.add(directive);
    const byPlace = new Map<string, CompletedPart[]>();
    for (const one of completed) {
      const place = JSON.stringify(one.path);
      byPlace.set(place, [...(byPlace.get(place) ?? []), one]);
    }
    for (const open of this.#open(unnamed)) {
      const taker = this.#takerOf(open, completed, byPlace) ?? (last ? completed.at(-1) : undefined);
      if (!taker) continue;
      this.#given.add(open.error);
      taker.errors.push(open.error);
    }
  }

  // A failed fetch that a field has named is told by now.
  #open(unnamed: ReadonlySet<GraphQLError>): OpenError[] {
    const ofSteps = [...this.#reports].flatMap(([{ parts, shown }, report]): OpenError[] => {
      for (const error of report.unnamed) if (!unnamed.has(error)) report.unnamed.delete(error);
      return [
        ...report.errors.map((error) => ({ error, path: error.path, parts, awaited: error.path ? shown : none })),
        ...[...report.unnamed].map((error) => ({ error, path: undefined, parts, awaited: shown })),
      ];
    });
    return [...this.#refusals, ...ofSteps].filter(({ error }) => !this.#given.has(error));
  }

  #takerOf(
    { path, parts, awaited }: OpenError,
    completed: readonly CompletedPart[],
    byPlace: ReadonlyMap<string, readonly CompletedPart[]>,
  ): CompletedPart | undefined {
    for (const [depth] of path ? [...path, null].entries() : []) {
      const here = byPlace.get(JSON.stringify(path?.slice(0, depth)));
      const holder = here?.find((one) => bringsPlace(this.#shape, one, path ?? []));
      if (holder) return holder;
    }
    if ([...awaited].some((part) => !this.#left.has(part))) return undefined;
    return completed.find(({ directive }) => parts.has(directive));
  }
}

/** Whether an error's place, below that of a part, is of a field that the part brings, as far as the tree leads there. */
function bringsPlace(shape: Shape, { part, path: own }: CompletedPart, path: readonly (string | number)[]): boolean {
  let value: unknown = part.source;
  let type: FieldsType | GraphQLCompositeType = part.type;
  let { place } = part;
  let isOwn = false;
  for (const key of path.slice(own.length)) {
    if (typeof key === 'number') {
      value = Array.isArray(value) ? (value as unknown[])[key] : undefined;
      continue;
    }
    const fieldsType: FieldsType | undefined = isResponseObject(value)
      ? fieldsTypeOf(shape, type, value['__typename'], place)
      : undefined;
    if (!isResponseObject(value) || !fieldsType) return isOwn;
    const fields = partedFieldsOf(shape, fieldsType, place);
    const ownField = fields.own.find((field) => field.key === key);
    const field = ownField ?? fields.shared.find((one) => one.key === key);
    isOwn = ownField !== undefined;
    const named = field?.type && getNamedType(field.type);
    if (!field || !isCompositeType(named)) return isOwn;
    value = value[field.fetched];
    type = named;
    place = field.below;
  }
  return isOwn;
}
