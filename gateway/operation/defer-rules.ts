import {
  type DirectiveNode,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ValidationContext,
  type ValidationRule,
  visit,
} from 'graphql';
import { isDefer } from './defer-directive.js';

/** Labels of `@defer` are written out and name one place each ("Defer And Stream Directive Labels Are Unique"). */
const labelsAreUnique: ValidationRule = (context) => {
  const known = new Map<string, DirectiveNode>();
  return {
    Directive: (directive) => {
      const label = argumentOf(directive, 'label');
      if (!isDefer(directive) || !label) return;
      if (label.kind !== Kind.STRING)
        return context.reportError(
          new GraphQLError('The label of @defer must be written out as a string.', { nodes: [label] }),
        );
      const other = known.get(label.value);
      if (other)
        context.reportError(
          new GraphQLError(`The label "${label.value}" of @defer is used twice.`, { nodes: [other, directive] }),
        );
      known.set(label.value, directive);
    },
  };
};

/** The root of a mutation or subscription cannot come later ("Defer And Stream Directives Are Used On Valid Root Field"). */
const rootIsNotDeferred: ValidationRule = (context) => ({
  Directive: (directive) => {
    const parent = context.getParentType();
    const schema = context.getSchema();
    if (!isDefer(directive) || !parent) return;
    for (const [root, kind] of [
      [schema.getMutationType(), 'mutation'],
      [schema.getSubscriptionType(), 'subscription'],
    ] as const)
      if (parent === root)
        context.reportError(new GraphQLError(`The root of a ${kind} cannot be deferred.`, { nodes: [directive] }));
  },
});

/** Events come whole ("Defer And Stream Directives Are Used On Valid Operations"): `if` must be false or a variable. */
const eventsAreNotDeferred: ValidationRule = (context) => ({
  OperationDefinition: (operation) => {
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return;
    for (const definition of [operation, ...context.getRecursivelyReferencedFragments(operation)])
      visit(definition, { Directive: (directive) => refuseInEvents(directive, context) });
  },
});

function refuseInEvents(directive: DirectiveNode, context: ValidationContext): void {
  if (!isDefer(directive)) return;
  const condition = argumentOf(directive, 'if');
  if (condition?.kind === Kind.VARIABLE || (condition?.kind === Kind.BOOLEAN && !condition.value)) return;
  context.reportError(
    new GraphQLError('A subscription cannot defer; leave @defer out or set its "if" to false.', { nodes: [directive] }),
  );
}

function argumentOf(directive: DirectiveNode, name: string) {
  return directive.arguments?.find((given) => given.name.value === name)?.value;
}

/** What incremental delivery adds to the validation of the GraphQL specification. */
export const deferRules: readonly ValidationRule[] = [labelsAreUnique, rootIsNotDeferred, eventsAreNotDeferred];
