import {
  getOperationAST,
  Kind,
  parse,
  print,
  visit,
  type DirectiveNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Plan } from './plan.js';
import type { PlanRequest, Planner } from './planner.js';
import { trimmedDocument } from './trimmed-document.js';

type Values = Readonly<Record<string, unknown>>;

// Clients use few of the combinations that their conditions allow; who tries them all plans each time.
const plansKept = 32;

/**
 * A planner that settles `@skip` and `@include` by the request's values before it plans. The native planner loses
 * conditions below other conditions and below joins: it would fetch, and for a mutation run, what the client skipped.
 */
export function settlingConditions(planner: Planner): Planner {
  return {
    ...planner,
    plan: async (request) =>
      /@\s*(skip|include)/.test(request.text) ? conditionalPlan(planner, request) : planner.plan(request),
  };
}

function conditionalPlan(planner: Planner, request: PlanRequest): Plan {
  const document = parse(request.text, { noLocation: true });
  const variables = new Set<string>();
  visit(document, { Directive: (node) => void conditionVariables(node).forEach((name) => variables.add(name)) });
  const plans = new Map<string, Promise<Plan>>();
  const under = (values: Values): Promise<Plan> => {
    const bits = [...variables].map((name) => (values[name] === true ? '1' : '0')).join('');
    const known = plans.get(bits);
    if (known) return known;
    const text = settled(request, values);
    const plan = text === undefined ? Promise.resolve(nothing) : planner.plan({ ...request, text });
    for (const oldest of plans.keys()) if (plans.size >= plansKept) plans.delete(oldest);
    plans.set(bits, plan);
    plan.catch(() => plans.delete(bits));
    return plan;
  };
  return { ...nothing, under };
}

const nothing: Plan = { subscribe: undefined, node: undefined, possibleTypes: new Map(), constants: {} };

function settled({ text, operationName }: PlanRequest, values: Values): string | undefined {
  const document = parse(text, { noLocation: true });
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new Error('A planner was given a document without the operation to plan.');
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, {
        ...definition,
        selectionSet: settledSet(definition.selectionSet, values),
      });
  const { selections } = settledSet(operation.selectionSet, values);
  if (selections.every((selection) => isTypename(selection, fragments))) return undefined;
  return print(trimmedDocument(operation, selections, fragments));
}

// A set that everything was taken from still asks for the type name: its object is there, only empty.
function settledSet({ selections }: SelectionSetNode, values: Values): SelectionSetNode {
  const kept = selections.flatMap((selection): SelectionNode[] => {
    if (!selection.directives?.every((directive) => letsThrough(directive, values))) return [];
    const directives = selection.directives.filter((directive) => !isCondition(directive));
    if (selection.kind === Kind.FRAGMENT_SPREAD || !selection.selectionSet) return [{ ...selection, directives }];
    return [{ ...selection, directives, selectionSet: settledSet(selection.selectionSet, values) }];
  });
  return { kind: Kind.SELECTION_SET, selections: kept.length > 0 ? kept : [typename] };
}

const typename: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

// Of a root type, whose name the answer's shape knows.
function isTypename(selection: SelectionNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): boolean {
  if (selection.kind === Kind.FIELD) return selection.name.value === '__typename';
  const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
  return inner?.selectionSet.selections.every((each) => isTypename(each, fragments)) ?? true;
}

function isCondition({ name }: DirectiveNode): boolean {
  return name.value === 'skip' || name.value === 'include';
}

function conditionVariables(directive: DirectiveNode): string[] {
  const condition = isCondition(directive) ? directive.arguments?.[0]?.value : undefined;
  return condition?.kind === Kind.VARIABLE ? [condition.name.value] : [];
}

function letsThrough(directive: DirectiveNode, values: Values): boolean {
  if (!isCondition(directive)) return true;
  const condition = directive.arguments?.[0]?.value;
  const isTrue =
    condition?.kind === Kind.VARIABLE
      ? values[condition.name.value] === true
      : condition?.kind === Kind.BOOLEAN && condition.value;
  return isTrue === (directive.name.value === 'include');
}
