import {
  coerceInputValue,
  isInputType,
  isNonNullType,
  Kind,
  print,
  typeFromAST,
  valueFromAST,
  visit,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { Fault } from '../../kit/module/fault.js';
import { reachedDocument } from './reached-document.js';
import { unfitLeaf } from './unfit-leaf.js';
import type { ValidOperation } from './validate.js';

/** An operation's variables, checked; what the client left out and has no default is absent. */
export interface CoercedVariables {
  /** For the gateway's own decisions, such as `@skip`. */
  readonly values: Readonly<Record<string, unknown>>;
  /** For subgraphs: defaults filled in, custom scalars as the client sent them. */
  readonly wire: Readonly<Record<string, unknown>>;
}

/**
 * Coerces a request's variables by "Coercing Variable Values" of the GraphQL specification; variables that the
 * operation does not declare are ignored. Raises Fault INVALID, reason VARIABLE_INVALID, which names the variable, the
 * place in it and the value; for a null too by which `@skip`, `@include` or `@defer` would have to decide something.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  { document, operation }: ValidOperation,
  provided: Readonly<Record<string, unknown>> | null | undefined,
): CoercedVariables {
  const values: Record<string, unknown> = Object.create(null);
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type)) throw invalid(name, [], print(definition.type), undefined);
    const value = provided && Object.hasOwn(provided, name) ? provided[name] : undefined;
    const coerced = value === undefined ? defaultOf(definition, type) : coerce(name, type, value);
    if (coerced !== undefined) values[name] = coerced;
  }
  refuseUndecided(document, operation, values);
  // The public schema's scalars and enums take a value as it is: what was coerced is fit for sending.
  return { values, wire: values };
}

// A nullable variable with a default may stand where a value is needed ("All Variable Usages Are Allowed"). Said before
// anything runs: a mutation would have changed something by the time its answer is completed.
function refuseUndecided(document: DocumentNode, operation: OperationDefinitionNode, values: Values): void {
  if (!Object.values(values).includes(null)) return;
  visit(reachedDocument(document, operation), {
    Directive: ({ name, arguments: given = [] }) => {
      if (!conditions.has(name.value)) return;
      for (const { name: argument, value } of given)
        if (argument.value === 'if' && value.kind === Kind.VARIABLE && values[value.name.value] === null)
          throw invalid(value.name.value, [], 'Boolean!', null);
    },
  });
}

const conditions: ReadonlySet<string> = new Set(['skip', 'include', 'defer']);

type Values = Readonly<Record<string, unknown>>;

function defaultOf(definition: VariableDefinitionNode, type: GraphQLInputType): unknown {
  const name = definition.variable.name.value;
  if (definition.defaultValue) {
    const value: unknown = valueFromAST(definition.defaultValue, type);
    const unfit = value === undefined ? { path: [], value } : unfitLeaf(type, value);
    if (unfit) throw invalid(name, unfit.path, String(type), unfit.value);
    return value;
  }
  if (isNonNullType(type)) throw invalid(name, [], String(type), undefined);
  return undefined;
}

function coerce(name: string, type: GraphQLInputType, value: unknown): unknown {
  // Looked at first, without recursion: what follows would overflow the stack on a value nested a thousand times.
  const unfit = unfitLeaf(type, value);
  if (unfit) throw invalid(name, unfit.path, String(type), unfit.value);
  return coerceInputValue(value, type, (path, invalidValue) => {
    throw invalid(name, path, String(type), invalidValue);
  });
}

function invalid(name: string, path: readonly (string | number)[], type: string, value: unknown): Fault {
  const place = [`$${name}`, ...path].join('.');
  const shown = shownValue(value);
  return new Fault(
    'INVALID',
    {
      zh: value === undefined ? `变量 ${place} 缺少值，应为 ${type}。` : `变量 ${place} 的值 ${shown} 不符合 ${type}。`,
      en:
        value === undefined
          ? `The variable ${place} has no value; it takes ${type}.`
          : `The variable ${place} does not take the value ${shown}; it takes ${type}.`,
    },
    { reason: 'VARIABLE_INVALID', details: { variable: name, path, value: shown } },
  );
}

function shownValue(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}';
  const text = Object.is(value, -0) ? '-0' : typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
