/*
 * What is compiled of a document, kept with it: a plan's documents live as long as the plan. A document whose `@skip` and
 * `@include` name variables is compiled for each of their values that come, up to a limit.
 */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { compileOperation } from './compile-operation.js';
import { LeftToGraphqlJs } from './not-compilable.js';
import type { Selection } from './run-fields.js';
import { type CoercedInput, variableCoercer } from './variable-values.js';

const mostVariants = 16;

/** An operation of a document, as far as it is the same for every request. */
export class CompiledDocument {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly coerce: (given: Readonly<Record<string, unknown>>) => CoercedInput;
  readonly #conditions: readonly string[];
  readonly #names: ReadonlySet<string>;
  readonly #variants = new Map<string, Selection | undefined>();

  constructor(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
    this.schema = schema;
    this.operation = operation;
    this.fragments = fragmentsOf(document);
    this.coerce = variableCoercer(schema, operation.variableDefinitions ?? []);
    this.#conditions = conditionsOf(document);
    this.#names = namesIn(document);
  }

  /** The operation's root selection under coerced variables; undefined where graphql-js is to execute it. */
  selection(values: Readonly<Record<string, unknown>>): Selection | undefined {
    const variant = this.#conditions.map((name) => String(values[name])).join();
    if (this.#variants.has(variant)) return this.#variants.get(variant);
    if (this.#variants.size >= mostVariants) return undefined;
    const selection = this.#compiled(values);
    this.#variants.set(variant, selection);
    return selection;
  }

  #compiled(values: Readonly<Record<string, unknown>>): Selection | undefined {
    const conditions: Record<string, boolean> = {};
    for (const name of this.#conditions) {
      const value = values[name];
      if (typeof value !== 'boolean') return undefined;
      conditions[name] = value;
    }
    const { schema, fragments } = this;
    try {
      if (this.#names.has('__proto__')) throw new LeftToGraphqlJs('a key that is no property');
      return compileOperation({ schema, fragments, conditions }, this.operation);
    } catch (thrown) {
      // A directive of the root's that does not fit is for graphql-js to refuse.
      if (thrown instanceof LeftToGraphqlJs || thrown instanceof GraphQLError) return undefined;
      throw thrown;
    }
  }
}

const known = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, CompiledDocument>>();

/** What is compiled of a document for a schema; undefined for one that does not have just the operation that is asked for. */
export function compiledDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): CompiledDocument | undefined {
  let documents = known.get(schema);
  if (!documents) known.set(schema, (documents = new WeakMap()));
  let compiled = documents.get(document);
  if (!compiled) {
    const operation = getOperationAST(document);
    // Of several operations none is named by null: graphql-js finds the one that is meant.
    if (!operation) return undefined;
    compiled = new CompiledDocument(schema, document, operation);
    documents.set(document, compiled);
  }
  const { name } = compiled.operation;
  return operationName === undefined || name?.value === operationName ? compiled : undefined;
}

function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  return fragments;
}

function namesIn(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  visit(document, { Name: ({ value }) => void names.add(value) });
  return names;
}

function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given = [] }) => {
      if (name.value !== GraphQLSkipDirective.name && name.value !== GraphQLIncludeDirective.name) return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
