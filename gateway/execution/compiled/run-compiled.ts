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
import { exactJson } from '../../sources/json-text.js';
import type { Source, SubgraphRequest, SubgraphResponse } from '../../sources/source.js';
import { requestBytes } from '../../sources/subgraph-answer.js';
import { variablesFor } from '../plan-run.js';
import { presentedBySubgraph, type ResponseError } from '../report.js';
import type {
  CompiledEntities,
  CompiledFetch,
  CompiledJoin,
  CompiledNode,
  CompiledOperation,
} from './compile-operation.js';
import { errorsOfEntities } from './entity-errors.js';
import { Findings } from './findings.js';
import { KeyTable } from './key-table.js';
import type { Kept } from './kept-answers.js';
import type { MergedPlace } from './merged-places.js';
import { Unexpected } from './not-compilable.js';
import {
  type Brought,
  bytesOfJson,
  type Expected,
  type JoinAnswer,
  rawOf,
  readRaw,
  readResponse,
} from './read-answer.js';
import { readLocal } from './read-local.js';
import type { RepresentationTexts } from './representation-texts.js';
import { comma } from './scan-json.js';
import { Sheet } from './sheet.js';
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

/** An answer of so many bytes goes out from where it was written; a shorter one in one text with its head. */
const longAnswer = 16_384;

/** What is written between two turns of the loop: representations, and answers. */
const written = new Sheet(65_536);
const knownRepresentations = new KeyTable();

/** Runs an operation once. Rejects with Unexpected; `kept` then has what was asked. */
export class CompiledRun {
  /** By the document that was sent. */
  readonly kept = new Map<DocumentNode, Kept>();
  readonly #operation: CompiledOperation;
  readonly #request: CompiledRequest;
  readonly #findings: Findings;
  readonly #errors: ResponseError[] = [];
  readonly #root: number;
  #isOver = false;

  constructor(operation: CompiledOperation, request: CompiledRequest) {
    this.#operation = operation;
    this.#request = request;
    const { only } = operation.root;
    if (!only) throw new Error('A root place has one type.');
    this.#findings = new Findings(operation.size.bytes, operation.size.words);
    this.#root = this.#findings.open(only);
  }

  async run(): Promise<WrittenAnswer> {
    const { node, size } = this.#operation;
    if (node) await this.#run(node);
    const json = this.#write();
    const findings = this.#findings;
    size.bytes = findings.sheet.length;
    size.words = findings.used;
    // Only here is nothing under way any more that could still be read into them.
    this.#isOver = true;
    findings.giveBack();
    this.kept.clear();
    return { written: json, errors: this.#errors, plan: this.#operation.plan };
  }

  #write(): WrittenJson {
    const { introspected } = this.#request;
    written.clear();
    const writer = new AnswerWriter({
      findings: this.#findings,
      sheet: written,
      errors: this.#errors,
      introspected: (key) => bytesOfJson(introspected[key] ?? null),
    });
    const isObject = writer.object(this.#operation.written, this.#root);
    if (!isObject && this.#errors.length === 0) throw Unexpected.answer;
    if (!isObject) return { text: 'null' };
    if (written.length >= longAnswer) return written.lend();
    return { text: written.bytes.toString('latin1', 0, written.length) };
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
      const { results, errors } = await this.#ask(fetch, { kind: 'root', place: fetch.place });
      this.#findings.keepResult(fetch.number, results[0] ?? 0);
      this.#findings.joinEntity(this.#root, this.#operation.root.slotOf(fetch.number), 0);
      for (const error of errors) this.#takeRootError(error, fetch.operation.subgraph);
      return;
    }
    const asked = fetch.joins.map((join) => this.#representations(join));
    if (asked.every(({ types }) => types.length === 0)) return;
    const { results, errors } = await this.#ask(fetch, { kind: 'entities', asked });
    asked.forEach(({ join }, index) => this.#findings.keepResult(join.number, results[index] ?? 0));
    if (errors.length > 0) this.#takeEntityErrors(errors, fetch);
  }

  async #ask({ operation, opening }: CompiledFetch, expected: Expected): Promise<Brought> {
    const { sources, context } = this.#request;
    const findings = this.#findings;
    const source = sources.get(operation.subgraph);
    if (!source || context.signal.aborted) throw Unexpected.failure;
    const variables = variablesFor(operation, { plan: this.#operation.plan, wire: this.#request.wire });
    const { http } = source;
    if (http) {
      const members = Object.keys(variables).map((name) => `${JSON.stringify(name)}:${bytesOfJson(variables[name])}`);
      if (expected.kind === 'entities')
        for (const { join, representations } of expected.asked)
          members.push(`${join.variableOpening}[${representations}]`);
      const body = `${opening}${members.join(',')}}}`;
      const answer = http.send({ operation: operation.operation, body }, context, (raw) => {
        if (this.#isOver) throw Unexpected.failure;
        return readRaw(expected, raw, http, findings);
      });
      this.kept.set(operation.document, {
        body: () => body,
        response: async () => http.read(rawOf(await answer, findings)),
      });
      const { brought } = await answered(answer);
      if (!brought) throw Unexpected.answer;
      return brought;
    }
    if (expected.kind === 'entities')
      for (const { join, representations } of expected.asked)
        variables[join.variableName] = exactJson(Buffer.from(`[${representations}]`, 'latin1').toString());
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
      return readLocal(expected, await answered(answer), findings);
    }
    const response = source.fetch(request, context);
    keep(() => response);
    return readResponse(expected, await answered(response), findings);
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
        start.places(this.#findings, this.#root, join.number, (object, slot, path) => {
          for (const { error, order, rest } of own.get(this.#findings.entityAt(object, slot) ?? -1) ?? [])
            placed[order]?.push(presentedBySubgraph(error, operation.subgraph, [...path, ...rest].map(clientKey)));
        });
    }
    if (placed.some((places) => places.length === 0)) throw Unexpected.answer;
    this.#errors.push(...placed.flat());
  }

  #representations(join: CompiledJoin): JoinAnswer {
    const findings = this.#findings;
    const types: string[] = [];
    written.clear();
    knownRepresentations.clear();
    for (const { start, texts: textsAt } of join.paths) {
      // Mostly there is one place at the end of a path.
      let last: MergedPlace | undefined;
      let texts: RepresentationTexts | undefined;
      let slot = -1;
      start.walk(findings, this.#root, (object, place) => {
        if (place !== last || !texts) {
          last = place;
          texts = textsAt(place);
          slot = place.own.slotOf(join.number);
        }
        if (findings.entityAt(object, slot) !== undefined) return;
        const before = written.length;
        if (types.length > 0) written.byte(comma);
        const begun = written.length;
        if (!texts.write(findings, object, written)) {
          written.length = before;
          return findings.joinEntity(object, slot, -1);
        }
        const known = knownRepresentations.find(written.view, begun, written.length);
        if (known !== 0) {
          written.length = before;
          return findings.joinEntity(object, slot, known - 1);
        }
        types.push(place.typenameOf(findings.words[object] as number));
        knownRepresentations.add(written.view, types.length);
        findings.joinEntity(object, slot, types.length - 1);
      });
    }
    return { join, types, representations: written.bytes.toString('latin1', 0, written.length) };
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
