import {
  type DocumentNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
  visit,
} from 'graphql';
import type { Caller } from '../../kit/identity/caller.js';
import { Fault } from '../../kit/module/fault.js';
import { type CallerPolicy, type Rule, passes } from '../supergraph/rules.js';
import { type ClientOperation, type Condition, type DeniedPlace, prune } from './prune.js';
import { reachedDocument } from './reached-document.js';

/** What authorisation works on: a validated operation, the rules of its graph and the policies that modules registered. */
export interface AuthorisationRequest extends ClientOperation {
  readonly policies: ReadonlyMap<string, CallerPolicy>;
}

/** A request with the rules that its document touches: found once per document, asked on every request. */
export interface TouchedRules {
  readonly request: AuthorisationRequest;
  /** Rule 0, `@authenticated`, is among them whenever any is: a refusal is worded by whether the caller is known. */
  readonly rules: readonly Rule[];
}

/** A denied place, with the error that names its rule. */
interface Refusal {
  readonly error: GraphQLError;
  readonly conditions: readonly Condition[];
}

declare const authorised: unique symbol;

/** The only kind of operation that planning accepts; `authorise` alone makes one. */
export interface AuthorisedOperation {
  readonly [authorised]: true;
  /** One operation and its fragments without the denied fields: what is planned and fetched. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The same document printed. */
  readonly text: string;
  /** One bit per touched rule; with the document, the key of every cache behind authorisation. */
  readonly verdict: string;
  /**
   * What the client asked, in whose shape the answer comes; the very same document where nothing is denied. A field that
   * `document` does not select is null there, even where the merged tree holds a value, for a plan may fetch a denied
   * field as the key of a join.
   */
  readonly shape: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode };
  readonly refusals: readonly Refusal[];
}

/** What of an operation's refusals concerns a request with these variables. */
export interface Refused {
  /** Errors with codes FORBIDDEN or UNAUTHENTICATED and reason RULE, in the order of the document. */
  readonly errors: readonly GraphQLError[];
  /** A root field of a mutation or subscription is denied: `data` is null and nothing may be fetched. */
  readonly whole: boolean;
}

/** Below the root, no more places than this are listed, lest a small document ask for a huge list of errors. */
const listedPlaces = 1000;

/** Finds the rules that a document touches, in time linear in the document. */
export function touchedRules(request: AuthorisationRequest): TouchedRules {
  const numbers = new Set<number>();
  prune(request, (rules) => {
    for (const rule of rules) numbers.add(rule);
    return undefined;
  });
  if (numbers.size > 0) numbers.add(0);
  return { request, rules: request.rules.all.filter((rule) => numbers.has(rule.number)) };
}

/** One bit per touched rule: `1` passes, `0` is denied. Empty for a document without rules. */
export function verdictOf({ request, rules }: TouchedRules, caller: Caller): string {
  return rules.map((rule) => (passes(rule, request.policies, caller) ? '1' : '0')).join('');
}

/** The operation as every caller with this verdict may run it; worth keeping per document and verdict. */
export function authoriseUnder(touched: TouchedRules, verdict: string): AuthorisedOperation {
  const { request, rules } = touched;
  const denied = new Map(rules.flatMap((rule, bit) => (verdict[bit] === '1' ? [] : [[rule.number, rule]])));
  if (denied.size === 0) {
    const document = reachedDocument(request.document, request.operation);
    return brand({ document, verdict, shape: { document, operation: request.operation }, refusals: [] });
  }
  const pruned = prune(request, (numbers) => numbers.find((number) => denied.has(number)));
  const refusals = listed(pruned.denied).flatMap((place) => {
    const rule = denied.get(place.rule);
    return rule ? [{ error: refusalError(place, rule, !denied.has(0)), conditions: place.conditions }] : [];
  });
  const { document, operation } = request;
  return brand({
    document: withoutUnusedVariables(pruned.document),
    verdict,
    shape: { document, operation },
    refusals,
  });
}

/** Authorises an operation for one caller, before planning and without a look at any row. */
export function authorise(request: AuthorisationRequest, caller: Caller): AuthorisedOperation {
  const touched = touchedRules(request);
  return authoriseUnder(touched, verdictOf(touched, caller));
}

/** The refusals that take part in a request, by the coerced values of its variables. */
export function refusedUnder(operation: AuthorisedOperation, variables: Readonly<Record<string, unknown>>): Refused {
  if (operation.refusals.length === 0) return nothingRefused;
  const taking = operation.refusals.filter(({ conditions }) =>
    conditions.every(({ variable, value }) => (variables[variable] === true) === value),
  );
  const paths = new Set<string>();
  const errors = taking.flatMap(({ error }) => {
    const path = JSON.stringify(error.path);
    if (paths.has(path)) return [];
    paths.add(path);
    return [error];
  });
  const isQuery = operation.operation.operation === OperationTypeNode.QUERY;
  return { errors, whole: !isQuery && errors.some(({ path }) => path?.length === 1) };
}

const nothingRefused: Refused = { errors: [], whole: false };

function brand(made: Omit<AuthorisedOperation, 'text' | 'operation' | typeof authorised>): AuthorisedOperation {
  return { ...made, operation: operationOf(made.document), text: print(made.document) } as AuthorisedOperation;
}

function listed(places: readonly DeniedPlace[]): readonly DeniedPlace[] {
  let room = listedPlaces;
  // Root fields are never left out: one of them refuses a whole mutation.
  return places.filter(({ path }) => path.length === 1 || (room -= 1) >= 0);
}

function refusalError({ path }: DeniedPlace, rule: Rule, known: boolean): GraphQLError {
  const fault = refusedByRule(path.join('.'), rule, known);
  return new GraphQLError(fault.message, { path, originalError: fault, extensions: fault.extensions });
}

/** The Fault of a field whose rule the caller does not meet: FORBIDDEN to who is known, UNAUTHENTICATED to others. */
export function refusedByRule(field: string, rule: Rule, known: boolean): Fault {
  return new Fault(
    known ? 'FORBIDDEN' : 'UNAUTHENTICATED',
    known
      ? {
          zh: `无权读取「${field}」:不满足规则 ${rule.text}。`,
          en: `No access to "${field}": ${rule.text} is not met.`,
        }
      : { zh: `「${field}」需要登录:规则 ${rule.text}。`, en: `"${field}" needs a login: ${rule.text}.` },
    { reason: 'RULE', details: { rule: rule.text } },
  );
}

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('A pruned document holds no operation.');
  return operation;
}

function withoutUnusedVariables(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => {
      used.add(name.value);
    },
  });
  return visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
    SelectionSet: () => false,
  });
}
