/*
 * Runs a compiled operation. Assumes that subgraphs answer what they were asked, with or without errors of single fields;
 * anything else is Unexpected, and the plain executor runs the request with the answers that are there, so nothing is asked
 * twice.
 */
import { type DocumentNode, type GraphQLFormattedError, OperationTypeNode } from 'graphql';
import { clientKey } from '../../planning/private-keys.js';
import type { Plan, SubgraphOperation } from '../../planning/plan.js';
import type { WrittenJson } from '../../answer.js';
import type { RequestContext } from '../../request-context.js';
import { exactJson, jsonText } from '../../sources/json-text.js';
import type { Source, SubgraphRequest, SubgraphResponse } from '../../sources/source.js';
import { requestBytes } from '../../sources/subgraph-answer.js';
import { variablesFor } from '../plan-run.js';
import { presentedBySubgraph, type ResponseError } from '../report.js';
import { FoundObject } from './answer-places.js';
import type {
  CompiledEntities,
  CompiledFetch,
  CompiledJoin,
  CompiledNode,
  CompiledOperation,
} from './compile-operation.js';
import { errorsOfEntities } from './entity-errors.js';
import type { Kept } from './kept-answers.js';
import { Unexpected } from './not-compilable.js';
import {
  type Brought,
  bytesOfJson,
  type Expected,
  type JoinAnswer,
  rawOf,
  readRaw,
  readResponse,
  type Received,
} from './read-answer.js';
import { readLocal } from './read-local.js';
import { AnswerWriter } from './write-answer.js';

/** What one request brings to its operation. */
export interface CompiledRequest {
  readonly wire: Readonly<Record<string, unknown>>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly context: RequestContext;
  readonly introspected: Readonly<Record<string, unknown>>;
}

/** An answer as text. */
export interface WrittenAnswer {
  /** JSON of `data`. */
  readonly written: WrittenJson;
  readonly errors: readonly ResponseError[];
  readonly plan: Plan;
}

/** Runs an operation once. Rejects with Unexpected; `kept` then has what was asked. */
export class CompiledRun {
  /** By the document that was sent. */
  readonly kept = new Map<DocumentNode, Kept>();
  readonly #operation: CompiledOperation;
  readonly #request: CompiledRequest;
  readonly #results: (readonly (FoundObject | undefined)[])[];
  readonly #received: Received[] = [];
  readonly #errors: ResponseError[] = [];
  readonly #root: FoundObject;
  readonly #isBytes: boolean;

  constructor(operation: CompiledOperation, request: CompiledRequest) {
    this.#operation = operation;
    this.#request = request;
    this.#results = new Array(operation.count);
    const { only } = operation.root;
    if (!only) throw new Error('A root place has one type.');
    this.#root = new FoundObject(only, []);
    this.#isBytes = false;
    for (const source of request.sources.values()) if (source.http) this.#isBytes = true;
  }

  async run(): Promise<WrittenAnswer> {
    const { node, written } = this.#operation;
    if (node) await this.#run(node);
    const { introspected } = this.#request;
    const writer = new AnswerWriter({
      results: this.#results,
      errors: this.#errors,
      introspected: (key) => this.#leaf(introspected[key] ?? null),
    });
    const text = writer.object(written, this.#root);
    if (text === undefined && this.#errors.length === 0) throw Unexpected.answer;
    // A run that outlived a collection of young objects would keep all that it points to over the next one, dead or not:
    // let go here, five times less is carried over, and collecting takes half the time.
    this.#results.length = 0;
    this.kept.clear();
    for (const received of this.#received) received.text = '';
    return {
      written: { text: text ?? 'null', isBytes: this.#isBytes },
      errors: this.#errors,
      plan: this.#operation.plan,
    };
  }

  #run(node: CompiledNode): Promise<unknown> {
    if (node.kind === 'fetch') return this.#fetch(node.fetch);
    return node.kind === 'parallel'
      ? Promise.all(node.nodes.map((child) => this.#run(child)))
      : this.#inOrder(node.nodes);
  }

  async #inOrder(nodes: readonly CompiledNode[]): Promise<void> {
    for (const node of nodes) await this.#run(node);
  }

  async #fetch(fetch: CompiledFetch): Promise<void> {
    if (fetch.kind === 'root') {
      const { found, errors } = await this.#ask(fetch, { kind: 'root', place: fetch.place });
      this.#results[fetch.number] = found[0] ?? [];
      this.#root.joinEntity(this.#operation.root.slotOf(fetch.number), 0);
      for (const error of errors) this.#takeRootError(error, fetch.operation.subgraph);
      return;
    }
    const asked = fetch.joins.map((join) => this.#representations(join));
    if (asked.every(({ texts }) => texts.length === 0)) return;
    const { found, errors } = await this.#ask(fetch, { kind: 'entities', asked });
    asked.forEach(({ join }, index) => (this.#results[join.number] = found[index] ?? []));
    if (errors.length > 0) this.#takeEntityErrors(errors, fetch);
  }

  async #ask({ operation, opening }: CompiledFetch, expected: Expected): Promise<Brought> {
    const { sources, context } = this.#request;
    const source = sources.get(operation.subgraph);
    if (!source || context.signal.aborted) throw Unexpected.failure;
    const variables = variablesFor(operation, { plan: this.#operation.plan, wire: this.#request.wire });
    const { http } = source;
    if (http) {
      const members = Object.keys(variables).map((name) => `${JSON.stringify(name)}:${bytesOfJson(variables[name])}`);
      if (expected.kind === 'entities')
        for (const { join, texts } of expected.asked) members.push(`${join.variableOpening}[${texts.join(',')}]`);
      const body = `${opening}${members.join(',')}}}`;
      const answer = http.send({ operation: operation.operation, body }, context, (raw) =>
        readRaw(expected, raw, http),
      );
      this.kept.set(operation.document, { body: () => body, response: async () => http.read(rawOf(await answer)) });
      const received = await answered(answer);
      const { brought } = received;
      if (!brought) throw Unexpected.answer;
      received.brought = undefined;
      this.#received.push(received);
      return brought;
    }
    if (expected.kind === 'entities')
      for (const { join, texts } of expected.asked)
        variables[join.variableName] = exactJson(this.#characters(`[${texts.join(',')}]`));
    const request = requestOf(operation, variables);
    // A resolver may change what it is given, and a mutation must be known again.
    const body = operation.operationKind === OperationTypeNode.QUERY ? undefined : requestBytes(request);
    const keep = (response: () => Promise<SubgraphResponse>): void => {
      this.kept.set(operation.document, { body: () => body ?? requestBytes(request), response });
    };
    const { local } = source;
    if (local) {
      const answer = local.execute(request, context);
      keep(async () => local.read(await answer));
      return readLocal(expected, await answered(answer), this.#isBytes);
    }
    const response = source.fetch(request, context);
    keep(() => response);
    return readResponse(expected, await answered(response), (value) => this.#leaf(value));
  }

  #leaf(value: unknown): string {
    return this.#isBytes ? bytesOfJson(value) : jsonText(value);
  }

  #characters(text: string): string {
    return this.#isBytes ? Buffer.from(text, 'latin1').toString() : text;
  }

  #takeRootError(error: GraphQLFormattedError, subgraph: string): void {
    this.#errors.push(presentedBySubgraph(error, subgraph, error.path?.map(clientKey)));
  }

  // Each at every place of the entity that it is an error of. All are placed in one walk: there may be as many as entities.
  #takeEntityErrors(errors: readonly GraphQLFormattedError[], { operation, joins }: CompiledEntities): void {
    const placed = errors.map((): ResponseError[] => []);
    for (const join of joins) {
      const own = errorsOfEntities(errors, join.responseKey);
      if (own.size === 0) continue;
      for (const { start } of join.paths)
        start.places(this.#root, this.#results, join.number, (found, slot, path) => {
          for (const { error, order, rest } of own.get(found.entityAt(slot) ?? -1) ?? [])
            placed[order]?.push(presentedBySubgraph(error, operation.subgraph, [...path, ...rest].map(clientKey)));
        });
    }
    if (placed.some((places) => places.length === 0)) throw Unexpected.answer;
    this.#errors.push(...placed.flat());
  }

  #representations(join: CompiledJoin): JoinAnswer {
    const indexes = new Map<string, Map<string, number>>();
    const texts: string[] = [];
    const types: string[] = [];
    for (const { start, texts: textsAt } of join.paths)
      start.walk(this.#root, this.#results, (found, place) => {
        const slot = place.own.slotOf(join.number);
        if (found.entityAt(slot) !== undefined) return;
        const representations = textsAt(place);
        const key = representations.keyOf(found, this.#results);
        if (key === undefined) return found.joinEntity(slot, -1);
        const { typename } = found.layout;
        const ofType = indexes.get(typename) ?? new Map<string, number>();
        if (ofType.size === 0) indexes.set(typename, ofType);
        let index = ofType.get(key);
        if (index === undefined) {
          const text = representations.of(found, this.#results);
          if (text === undefined) return found.joinEntity(slot, -1);
          index = texts.push(text) - 1;
          ofType.set(key, index);
          types.push(typename);
        }
        found.joinEntity(slot, index);
      });
    return { join, texts, types };
  }
}

// What a source rejects with is the plain executor's to report.
async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch {
    throw Unexpected.failure;
  }
}

function requestOf(operation: SubgraphOperation, variables: Record<string, unknown>): SubgraphRequest {
  return {
    kind: operation.operationKind,
    operation: operation.operation,
    document: operation.document,
    operationName: operation.operationName,
    variables,
  };
}
