/*
 * Executes an operation in a module by what is compiled of its document, with graphql-js's results and errors. Differs in two
 * things that the specification leaves open: errors of promises that end in the same moment may come in another order, and
 * where several of them make one place null, another may be the one that is told. What is not compiled (mutations, documents
 * of several operations, conditions that are no booleans) is executed by graphql-js.
 */
import { type DocumentNode, execute, type GraphQLError, type GraphQLSchema } from 'graphql';
import type { Fetched } from '../../telemetry/fetched.js';
import { type CompiledDocument, compiledDocument } from './compiled-document.js';
import type { LocalObject } from './local-object.js';
import { FieldErrors, type LocalRun } from './local-run.js';
import { runFields, type Selection } from './run-fields.js';

/** An operation with what one request brings to it. */
export interface LocalExecution {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variableValues: Readonly<Record<string, unknown>>;
  readonly contextValue: unknown;
  readonly rootValue: unknown;
  /** Where its fields are told of; left out where it is not traced. */
  readonly fetched?: Fetched | undefined;
}

/** A result as it was made: an object by places, or graphql-js's own. */
export interface LocalResult {
  readonly data?: LocalObject | Record<string, unknown> | null;
  readonly errors?: readonly GraphQLError[];
}

/** Executes; a promise only where something is waited for. */
export function executeLocally(execution: LocalExecution): LocalResult | Promise<LocalResult> {
  const { schema, document, operationName, variableValues } = execution;
  const compiled = compiledDocument(schema, document, operationName);
  if (!compiled) return byGraphqlJs(execution);
  const input = compiled.coerce(variableValues);
  if ('errors' in input) return input;
  const selection = compiled.selection(input.coerced);
  if (!selection) return byGraphqlJs(execution);
  return run(selection, runOf(compiled, execution, input.coerced));
}

function runOf(
  { schema, operation, fragments }: CompiledDocument,
  { contextValue, rootValue, fetched }: LocalExecution,
  variableValues: Readonly<Record<string, unknown>>,
): LocalRun {
  const errors = new FieldErrors();
  return { schema, operation, fragments, contextValue, rootValue, variableValues, errors, knownArguments: [], fetched };
}

function run(selection: Selection, started: LocalRun): LocalResult | Promise<LocalResult> {
  const answer = (data: LocalObject | null): LocalResult => {
    const { all } = started.errors;
    return all.length === 0 ? { data } : { errors: all, data };
  };
  const failed = (thrown: unknown): LocalResult => {
    started.errors.add(thrown as GraphQLError, undefined);
    return answer(null);
  };
  try {
    const data = runFields(selection, started.rootValue, started, undefined);
    return data instanceof Promise ? data.then(answer, failed) : answer(data);
  } catch (thrown) {
    return failed(thrown);
  }
}

async function byGraphqlJs(execution: LocalExecution): Promise<LocalResult> {
  return execute(execution);
}
