import type { FieldNode, GraphQLError } from 'graphql';
import { labelOf } from '../operation/defer-directive.js';
import type { Plan } from '../planning/plan.js';
import { atAskedPlaces } from './asked-places.js';
import { beginCompletion, unknownEntityOf, type PendingPart } from './complete.js';
import { PartErrors, type CompletedPart } from './defer-errors.js';
import { PartFetches } from './defer-fetches.js';
import { keysByPart } from './defer-keys.js';
import { PartCompletion, type ReadyPart } from './defer-part.js';
import { rootTypeOf, shapeOf, type ExecutionAnswer, type ExecutionRequest } from './execute.js';
import { sender } from './plan-run.js';
import { spelled } from './response-path.js';
import { newObject, type ResponseObject } from './response-tree.js';
import { selections, type Selected, type Shape } from './selections.js';

/** An operation whose answer may come in parts. */
export interface PartedRequest extends ExecutionRequest {
  /** What authorisation refused, each at its place without list indexes. */
  readonly refusals: readonly GraphQLError[];
}

/** The first part of an answer, and whether others follow. */
export interface FirstPart extends ExecutionAnswer {
  readonly hasNext: boolean;
}

/** What is deferred at one object. */
export interface LaterPart {
  /** Null where a field that may not be null is. */
  readonly data: ResponseObject | null;
  readonly path: readonly (string | number)[];
  readonly label: string | undefined;
  readonly errors: readonly GraphQLError[];
}

/** Deferred parts that are ready together, and whether others follow. */
export interface LaterParts {
  readonly parts: readonly LaterPart[];
  readonly hasNext: boolean;
}

type Completed = CompletedPart & { readonly data: ResponseObject | null };

/**
 * Runs a plan that knows nothing of `@defer` and answers in parts: each leaves when the fetches that it needs are done. Like
 * `execute` it never rejects for what a subgraph does.
 */
export class PartedExecution {
  readonly #request: PartedRequest;
  readonly #plan: Plan | undefined;
  readonly #shape: Shape;
  readonly #root = newObject();
  readonly #errors: PartErrors;
  readonly #fetches: PartFetches;
  readonly #life = new AbortController();
  readonly #shownBefore = new WeakMap<ResponseObject, readonly ResponseObject[]>();
  #pending: readonly PendingPart[] = [];

  private constructor(request: PartedRequest, plan: Plan | undefined) {
    this.#request = request;
    this.#plan = plan;
    this.#shape = { ...shapeOf(request, plan), inParts: true };
    const { asked, granted } = this.#shape;
    const { variables, sources, context, refusals } = request;
    const keys = (selected: Selected, keyOf: (field: FieldNode) => string) =>
      keysByPart(selected, variables.values, keyOf);
    this.#errors = new PartErrors(this.#shape, refusals, keys(asked, responseKey));
    const signal = AbortSignal.any([context.signal, this.#life.signal]);
    const fetchedKey = (field: FieldNode): string => plan?.fetchedKeys?.keyOf(field) ?? responseKey(field);
    this.#fetches = new PartFetches(plan, keys(granted, fetchedKey), {
      ...variables,
      root: this.#root,
      send: sender(sources, { ...context, signal }),
      reportOf: (step) => this.#errors.reportOf(step),
    });
  }

  /** Begins all fetches that need nothing. Whoever begins an execution must `end` it. */
  static async begin(request: PartedRequest): Promise<PartedExecution> {
    const plan = await (request.plan?.under?.(request.variables.values) ?? request.plan);
    return new PartedExecution(request, plan);
  }

  /** The part without deferred fragments, once its fetches are done. */
  async first(): Promise<FirstPart> {
    await this.#fetches.ready(null);
    const { asked, granted } = this.#shape;
    const place = selections([asked.operation.selectionSet], [granted.operation.selectionSet]);
    const type = rootTypeOf(this.#request);
    const part = { directive: null, type, place, source: this.#root, path: undefined, answer: undefined };
    const [first] = this.#complete([part]);
    const errors = [...(this.#request.introspection?.errors ?? []), ...(first?.errors ?? [])];
    const hasNext = this.#pending.length > 0;
    return { data: first?.data ?? null, ...(errors.length > 0 ? { errors } : {}), plan: this.#plan, hasNext };
  }

  /** The deferred parts, as they become ready. */
  async *later(): AsyncGenerator<LaterParts, void, undefined> {
    while (this.#pending.length > 0) {
      await Promise.race(this.#pending.map(({ directive }) => this.#fetches.ready(directive)));
      const parts: LaterPart[] = [];
      // A part within a part may be ready with it.
      for (let ready = this.#takeReady(); ready.length > 0; ready = this.#takeReady())
        for (const { data, path, errors, directive } of this.#complete(ready))
          parts.push({ data, path, label: directive ? labelOf(directive) : undefined, errors });
      yield { parts, hasNext: this.#pending.length > 0 };
    }
  }

  /** Gives up what is still under way for parts that nobody wants any more. */
  end(): void {
    this.#life.abort();
  }

  #takeReady(): PendingPart[] {
    const ready = this.#pending.filter(({ directive }) => this.#fetches.isReady(directive));
    this.#pending = this.#pending.filter(({ directive }) => !this.#fetches.isReady(directive));
    return ready;
  }

  #complete(ready: readonly ReadyPart[]): readonly Completed[] {
    const report = this.#errors.soFar();
    const introspected = this.#request.introspection?.data ?? {};
    const completion = beginCompletion(this.#shape, this.#root, report, introspected);
    const parts = new PartCompletion(completion, this.#root, this.#shownBefore);
    const completed = ready.map((part) => {
      delete completion.unknownEntity;
      const data = parts.complete(part);
      const unknown = data === null ? unknownEntityOf(completion) : [];
      const found = completion.errors.splice(0);
      return { part, directive: part.directive, path: spelled(part.path), data, errors: [], found, unknown };
    });
    this.#pending = [...this.#pending, ...completion.pending];
    this.#errors.give(completed, report, this.#pending.length === 0);
    return completed.map(({ errors, found, unknown, ...part }) => {
      const all = [...errors, ...found];
      // That an entity is unknown is said only where nothing else says why the part is null.
      return { ...part, errors: atAskedPlaces(all.length > 0 ? all : unknown, this.#shape) };
    });
  }
}

function responseKey({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}
