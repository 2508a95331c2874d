import { buildSchema, type GraphQLSchema, parse } from 'graphql';
import type { Caller } from '../../kit/identity/caller.js';
import type { Module } from '../../kit/module/define.js';
import { withDefer } from '../operation/defer-directive.js';
import { OperationCache } from '../operation/operation-cache.js';
import { Validator } from '../operation/validate.js';
import { openPlanner } from '../planning/open-planner.js';
import { type OverrideLabels, overrideLabelsOf } from '../planning/override-labels.js';
import type { Overriding } from '../planning/override-standing.js';
import type { Planner } from '../planning/planner.js';
import type { Source } from '../sources/source.js';
import { refuseUnexecutable } from './executable-features.js';
import type { KeptComposition } from './last-known-good.js';
import { type Rules, rulesOf } from './rules.js';

/**
 * One graph that serves: everything that is true of it and of no other, so that a swap is one reference and requests in
 * flight finish on theirs.
 */
export interface Graph {
  readonly digest: string;
  readonly supergraphSdl: string;
  /** The schema that clients see. */
  readonly schema: GraphQLSchema;
  readonly rules: Rules;
  readonly planner: Planner;
  readonly overrides: OverrideLabels;
  readonly overriding: Overriding;
  readonly validator: Validator;
  readonly operations: OperationCache;
  readonly modules: readonly Module[];
  readonly sources: ReadonlyMap<string, Source>;
  readonly callerPolicies: ReadonlyMap<string, (caller: Caller) => boolean>;
}

/** How the graph of an installation is planned. */
export interface Planning {
  readonly overriding: Overriding;
  /** The planner to plan with; the one that the machine can run unless it is named. */
  readonly planner?: Planner['name'];
}

/** Makes a graph ready to serve. Raises Fault INVALID, by name, for what cannot be executed or is not enforced here. */
export async function buildGraph(
  composition: KeptComposition,
  modules: readonly Module[],
  sources: ReadonlyMap<string, Source>,
  { overriding, planner }: Planning,
): Promise<Graph> {
  refuseUnexecutable(parse(composition.supergraphSdl, { noLocation: true }));
  const schema = withDefer(buildSchema(composition.publicSdl, { assumeValid: true }));
  return {
    digest: composition.digest,
    supergraphSdl: composition.supergraphSdl,
    schema,
    rules: rulesOf(composition.supergraphSdl),
    planner: await openPlanner({ supergraphSdl: composition.supergraphSdl, schema }, planner),
    overrides: overrideLabelsOf(composition.supergraphSdl, schema),
    overriding,
    validator: new Validator(schema, composition.supergraphSdl),
    operations: new OperationCache(),
    modules,
    sources,
    callerPolicies: callerPoliciesOf(modules),
  };
}

function callerPoliciesOf(modules: readonly Module[]): Map<string, (caller: Caller) => boolean> {
  const policies = new Map<string, (caller: Caller) => boolean>();
  for (const { name: module, callerPolicies } of modules) {
    for (const [name, policy] of Object.entries(callerPolicies ?? {})) {
      if (policies.has(name))
        throw new Error(`Module "${module}" registers the policy "${name}", which is registered already.`);
      policies.set(name, policy);
    }
  }
  return policies;
}
