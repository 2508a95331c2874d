/*
 * What was compiled, by plan and by the client's conditions. An operation that cannot be compiled, or whose subgraphs go on
 * answering what is not expected, is left to the plain executor.
 */
import { type DocumentNode, type GraphQLObjectType, Kind, visit } from 'graphql';
import type { Plan } from '../../planning/plan.js';
import type { Shape } from '../selections.js';
import { compileOperation, type CompiledOperation } from './compile-operation.js';
import { NotCompilable } from './not-compilable.js';

/** A compiled operation, and how often in turn it met what it did not expect. */
export interface CompiledPlan {
  readonly operation: CompiledOperation;
  misses: number;
  /** Requests to run plainly before it is tried again. */
  rest: number;
}

const missesForgiven = 8;
const restAfterMisses = 1_000;

/** Each combination of conditions is an operation of its own; a client that tries them all is run plainly. */
const combinationsKept = 32;

// By what was granted before the plan: operations that fetch nothing share one plan.
const compiled = new WeakMap<DocumentNode, WeakMap<Plan, Map<string, CompiledPlan | null>>>();
const conditions = new WeakMap<DocumentNode, readonly string[]>();

/** The compiled form of a settled plan for a client's selection; undefined where the plain executor has to run it. */
export function compiledPlan(
  plan: Plan,
  { granted, asked }: { readonly granted: DocumentNode; readonly asked: DocumentNode },
  shape: Shape,
  rootType: GraphQLObjectType,
): CompiledPlan | undefined {
  const ofDocument = compiled.get(granted) ?? new WeakMap<Plan, Map<string, CompiledPlan | null>>();
  compiled.set(granted, ofDocument);
  const ofPlan = ofDocument.get(plan) ?? new Map<string, CompiledPlan | null>();
  ofDocument.set(plan, ofPlan);
  const key = conditionsOf(asked)
    .map((name) => (shape.values[name] === true ? '1' : '0'))
    .join('');
  const known = ofPlan.get(key);
  if (known === null) return undefined;
  if (known) return isResting(known) ? undefined : known;
  if (ofPlan.size >= combinationsKept) return undefined;
  const made = compile(plan, shape, rootType);
  ofPlan.set(key, made);
  return made ?? undefined;
}

function compile(plan: Plan, shape: Shape, rootType: GraphQLObjectType): CompiledPlan | null {
  try {
    return { operation: compileOperation(plan, shape, rootType), misses: 0, rest: 0 };
  } catch (thrown) {
    if (thrown instanceof NotCompilable) return null;
    throw thrown;
  }
}

function isResting(plan: CompiledPlan): boolean {
  if (plan.misses > missesForgiven) {
    plan.misses = 0;
    plan.rest = restAfterMisses;
  }
  if (plan.rest === 0) return false;
  plan.rest -= 1;
  return true;
}

/** The variables on which `@skip` and `@include` depend. */
function conditionsOf(document: DocumentNode): readonly string[] {
  const known = conditions.get(document);
  if (known) return known;
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given }) => {
      const value = given?.[0]?.value;
      const isCondition = name.value === 'skip' || name.value === 'include';
      if (isCondition && value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  const found = [...names];
  conditions.set(document, found);
  return found;
}
