import { setImmediate as turn } from 'node:timers/promises';
import { buildASTSchema, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Caller } from '../../kit/identity/caller.js';
import type { Module } from '../../kit/module/define.js';
import { withDefer } from '../operation/defer-directive.js';
import { OperationCache } from '../operation/operation-cache.js';
import { Validator } from '../operation/validate.js';
import { beginPlanner } from '../planning/open-planner.js';
import { type OverrideLabels, overrideLabelsOf } from '../planning/override-labels.js';
import type { Overriding } from '../planning/override-standing.js';
import type { Planner } from '../planning/planner.js';
import type { Source } from '../sources/source.js';
import { type CostRules, costRulesOf } from './cost-rules.js';
import { refuseUnexecutable } from './executable-features.js';
import type { KeptComposition } from './last-known-good.js';
import { inOrderOfNames } from './order-of-names.js';
import { parseInTurns } from './parse-in-turns.js';
import { publicDocumentOf } from './public-schema.js';
import { type Rules, rulesInTurns } from './rules.js';

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
  readonly costs: CostRules;
  readonly planner: Planner;
  readonly overrides: OverrideLabels;
  readonly overriding: Overriding;
  readonly validator: Validator;
  readonly operations: OperationCache;
  readonly modules: readonly Module[];
  readonly sources: ReadonlyMap<string, Source>;
  readonly callerPolicies: ReadonlyMap<string, (caller: Caller) => boolean>;
}

/** How a graph is prepared. */
export interface Preparation {
  /** The planner to plan with; the one that the machine can run unless it is named. */
  readonly planner?: Planner['name'];
  /** Whether clients find fields, arguments and values in the order of names; as the supergraph has them otherwise. */
  readonly inOrder?: boolean;
}

/** How the graph of an installation is prepared and planned. */
export interface Planning extends Preparation {
  readonly overriding: Overriding;
}

/** What is made of a supergraph alone, whichever modules and sources it is served with. */
export type PreparedGraph = Pick<
  Graph,
  'supergraphSdl' | 'schema' | 'rules' | 'costs' | 'planner' | 'overrides' | 'validator'
>;

/** Makes a graph ready to serve. Raises Fault INVALID, by name, for what cannot be executed or is not enforced here. */
export async function buildGraph(
  { digest, supergraphSdl }: KeptComposition,
  modules: readonly Module[],
  sources: ReadonlyMap<string, Source>,
  { overriding, ...preparation }: Planning,
): Promise<Graph> {
  const callerPolicies = callerPoliciesOf(modules);
  const prepared = await prepareGraph(supergraphSdl, preparation);
  return { ...prepared, digest, overriding, operations: new OperationCache(), modules, sources, callerPolicies };
}

/** Makes of a supergraph what the graph needs of it; its planner is to be closed. Raises what `buildGraph` raises. */
export async function prepareGraph(
  supergraphSdl: string,
  { planner, inOrder = false }: Preparation,
): Promise<PreparedGraph> {
  const begun = beginPlanner(supergraphSdl, planner);
  try {
    const { supergraph, costs, schema } = await readSupergraph(supergraphSdl, inOrder);
    const rules = await rulesInTurns(supergraph);
    await turn();
    const finished = await begun.finish({ supergraphSdl, supergraph, schema });
    await turn();
    const validator = new Validator(schema, supergraphSdl);
    await validator.ready;
    const overrides = overrideLabelsOf(supergraphSdl, schema);
    return { supergraphSdl, schema, rules, costs, planner: finished, overrides, validator };
  } catch (thrown) {
    begun.abandon();
    throw thrown;
  }
}

/** A large graph takes a hundredth of a second or two for each step; between them the graph that it replaces answers. */
async function readSupergraph(
  supergraphSdl: string,
  inOrder: boolean,
): Promise<{ readonly supergraph: DocumentNode; readonly costs: CostRules; readonly schema: GraphQLSchema }> {
  const supergraph = await parseInTurns(supergraphSdl);
  await turn();
  refuseUnexecutable(supergraph);
  const costs = costRulesOf(supergraph);
  await turn();
  const shown = publicDocumentOf(supergraph);
  const definitions = inOrder ? inOrderOfNames(shown) : shown;
  await turn();
  const built = buildASTSchema(definitions, { assumeValid: true });
  await turn();
  const schema = withDefer(built);
  await turn();
  return { supergraph, costs, schema };
}

/** The policies of callers that modules register, by name. Refuses a name that is registered twice. */
export function callerPoliciesOf(modules: readonly Module[]): Map<string, (caller: Caller) => boolean> {
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
