import { GraphQLError, type GraphQLErrorOptions, type GraphQLFormattedError } from 'graphql';
import { Fault } from '../../kit/module/fault.js';
import type { SelectedKeys } from '../planning/selected-keys.js';
import { spelled, type ResponsePath } from './response-path.js';
import type { ResponseObject } from './response-tree.js';
import type { Supply } from './supplier-of.js';

/**
 * A fetch that brought nothing: whatever it should have supplied below an object is null for this reason. The error is
 * null where the subgraph answered that it knows no such entity: then what refers to it is null, and nothing is wrong.
 */
export interface Failure {
  readonly error: GraphQLError | null;
  readonly supplied: () => SelectedKeys;
}

/** Everything that went wrong while a plan ran: errors with their place, and fetches that brought nothing. */
export interface Report {
  readonly errors: GraphQLError[];
  readonly failures: Map<ResponseObject, Failure[]>;
  /** Failures that no field of the answer has named yet. */
  readonly unnamed: Set<GraphQLError>;
  /** The fetches that were answered, in the order of their answers. */
  readonly supplies: Supply[];
}

export function newReport(): Report {
  return { errors: [], failures: new Map(), unnamed: new Set(), supplies: [] };
}

/** Notes that a fetch brought nothing for these objects. */
export function addFailure(report: Report, objects: Iterable<ResponseObject>, failure: Failure): void {
  if (failure.error) report.unnamed.add(failure.error);
  for (const object of objects) {
    const known = report.failures.get(object);
    if (known) known.push(failure);
    else report.failures.set(object, [failure]);
  }
}

/**
 * What a source threw, as an error of the response: a Fault keeps its code, anything else is a defect, which the edge
 * masks and logs by its `originalError`.
 */
export function errorOfSource(thrown: unknown, subgraph: string): GraphQLError {
  if (thrown instanceof Fault)
    return new GraphQLError(thrown.message, {
      originalError: thrown,
      extensions: { ...thrown.extensions, subgraph },
    });
  const defect = thrown instanceof Error ? thrown : new Error(`Subgraph "${subgraph}" threw ${String(thrown)}.`);
  return new GraphQLError(defect.message, { originalError: defect, extensions: { code: 'INTERNAL', subgraph } });
}

/** An error that a subgraph answered: its message and what it says of itself, at its place in this response. */
export function errorOfSubgraph(
  answered: GraphQLFormattedError,
  subgraph: string,
  path: readonly (string | number)[] | undefined,
): GraphQLError {
  const original = answered instanceof GraphQLError ? (answered.originalError ?? answered) : undefined;
  const extensions = extensionsOf(answered, subgraph, original === undefined ? 'UPSTREAM' : 'INTERNAL');
  return withoutStack(answered.message, { path, originalError: original, extensions });
}

/** An error of a response: as it was met here, or as a subgraph has presented it. */
export type ResponseError = GraphQLError | GraphQLFormattedError;

/** The same where nobody needs to throw it: what has come over HTTP is presented already, and a GraphQLError is dear. */
export function presentedBySubgraph(
  answered: GraphQLFormattedError,
  subgraph: string,
  path: readonly (string | number)[] | undefined,
): ResponseError {
  if (answered instanceof GraphQLError) return errorOfSubgraph(answered, subgraph, path);
  const extensions = extensionsOf(answered, subgraph, 'UPSTREAM');
  return path ? { message: answered.message, path, extensions } : { message: answered.message, extensions };
}

function extensionsOf({ extensions }: GraphQLFormattedError, subgraph: string, otherwise: string) {
  const { code, reason, details, requestId } = extensions ?? {};
  return {
    code: typeof code === 'string' ? code : code === undefined ? otherwise : 'UPSTREAM',
    ...(reason === undefined ? {} : { reason }),
    ...(details === undefined ? {} : { details }),
    ...(requestId === undefined ? {} : { requestId }),
    subgraph,
  };
}

// Where an error of a subgraph was made here tells nobody anything, and costs more than all the rest of it.
function withoutStack(message: string, options: GraphQLErrorOptions): GraphQLError {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return new GraphQLError(message, options);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** A subgraph answered neither what was asked nor an error. */
export function unusableAnswer(subgraph: string): Fault {
  return new Fault(
    'UPSTREAM',
    {
      zh: `子图 ${subgraph} 既未给出所求数据，也未给出错误。`,
      en: `Subgraph "${subgraph}" gave neither what was asked nor an error.`,
    },
    { reason: 'SUBGRAPH_ANSWER_UNUSABLE', details: { subgraph } },
  );
}

/** The same error at a place of the response, with the subgraph that it is of where it does not say so itself. */
export function located(error: GraphQLError, path: ResponsePath, subgraph?: string): GraphQLError {
  return new GraphQLError(error.message, {
    path: spelled(path),
    originalError: error instanceof Fault ? error : error.originalError,
    extensions: subgraph === undefined ? error.extensions : { ...error.extensions, subgraph },
  });
}
