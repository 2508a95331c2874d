import type {
  EntityFetch,
  PathSegment,
  PlanNode,
  PossibleTypes,
  Requirement,
  Rewrite,
  RootFetch,
} from '../planning/plan.js';
import { selectedKeys, type SelectedKeys } from '../planning/selected-keys.js';
import { findKeys, keysAt, type Part, type PartKeys } from './defer-keys.js';

/** One fetch of a plan, and the parts of the answer that wait for it. */
export interface Step {
  readonly fetch: RootFetch | EntityFetch;
  /** The steps that the plan puts before it. */
  readonly before: readonly Step[];
  /** The parts that need what it brings, be it for the next fetch. */
  readonly parts: Set<Part>;
  /** Those of them that show what it brings. */
  readonly shown: Set<Part>;
}

/** A plan's fetches in its order, those of conditions that hold. */
export function stepsOf(
  node: PlanNode | undefined,
  values: Readonly<Record<string, unknown>>,
  before: readonly Step[] = [],
): Step[] {
  switch (node?.kind) {
    case undefined:
      return [];
    case 'Sequence': {
      const steps: Step[] = [];
      for (const child of node.nodes) steps.push(...stepsOf(child, values, [...before, ...steps]));
      return steps;
    }
    case 'Parallel':
      return node.nodes.flatMap((child) => stepsOf(child, values, before));
    case 'Condition':
      return stepsOf(values[node.variable] === true ? node.ifTrue : node.ifFalse, values, before);
    case 'Fetch':
    case 'EntityFetch':
      return [{ fetch: node, before, parts: new Set(), shown: new Set() }];
  }
}

/**
 * Finds for each step the parts that wait for it: a step brings a key that the part selects, or one that such a step
 * requires. A step that no part seems to want is the first part's. The keys of the parts are used up.
 */
export function assignParts(steps: readonly Step[], keys: ReadonlyMap<Part, PartKeys>, types: PossibleTypes): void {
  const backwards = steps.toReversed().map((step) => ({ step, supplies: suppliesOf(step.fetch, types) }));
  // The first part comes last, for then it is known what no other wants.
  for (const [part, wanted] of [...keys].reverse())
    for (const { step, supplies } of backwards) {
      const isUnwanted = part === null && step.parts.size === 0;
      if (supplies.some((supply) => showsAny(wanted, supply))) step.shown.add(part);
      if (!isUnwanted && !supplies.some((supply) => bringsAny(wanted, supply))) continue;
      step.parts.add(part);
      want(wanted, step.fetch);
    }
}

/** Whether a step waits for one that the plan puts before it: what it reads is wanted by all the parts that want it. */
export function waitsFor(step: Step, earlier: Step): boolean {
  // Fields of a mutation's root are all of the first part, and run one after the other.
  if (step.parts.has(null)) return earlier.parts.has(null);
  return [...step.parts].every((part) => earlier.parts.has(part));
}

/** What a fetch brings at one place. */
interface StepSupply {
  readonly path: readonly string[];
  readonly keys: SelectedKeys;
}

function suppliesOf(fetch: Step['fetch'], types: PossibleTypes): StepSupply[] {
  const selected = selectedKeys(fetch.document);
  if (fetch.kind === 'Fetch') return [{ path: namesOf(fetch.path), keys: renamed(selected, fetch.outputRewrites) }];
  return fetch.joins.flatMap((join) => {
    const keys = new Map(renamed(selected.get(join.responseKey) ?? new Map(), join.outputRewrites));
    // An entity has its type's name from where it was found, save where that knows but an interface.
    if (!join.requires.some((required) => isOfInterface(required, types))) keys.delete('__typename');
    return join.paths.map((path) => ({ path: namesOf(path), keys }));
  });
}

function isOfInterface(required: Requirement, types: PossibleTypes): boolean {
  return required.kind === 'InlineFragment' && types.has(required.typeCondition);
}

// The keys before a rewrite stay: what is too much here makes a part wait longer, nothing else.
function renamed(keys: SelectedKeys, rewrites: readonly Rewrite[]): SelectedKeys {
  return rewrites.reduce((known, rewrite) => {
    if (rewrite.kind !== 'KeyRenamer') return known;
    return withName(known, namesOf(rewrite.path), rewrite.name);
  }, keys);
}

function withName(keys: SelectedKeys, [key, ...rest]: readonly string[], name: string): SelectedKeys {
  const below = key === undefined ? undefined : keys.get(key);
  if (key === undefined || !below) return keys;
  return new Map([...keys, rest.length === 0 ? [name, below] : [key, withName(below, rest, name)]]);
}

function namesOf(path: readonly PathSegment[]): string[] {
  return path.flatMap((segment) => (segment.kind === 'Field' ? [segment.name] : []));
}

function bringsAny(wanted: PartKeys, { path, keys }: StepSupply): boolean {
  const here = findKeys(wanted, path);
  return here !== undefined && [...keys.keys()].some((key) => here.below.has(key));
}

function showsAny(wanted: PartKeys, { path, keys }: StepSupply): boolean {
  const here = findKeys(wanted, path);
  return here !== undefined && showsBelow(here, keys);
}

function showsBelow(wanted: PartKeys, keys: SelectedKeys): boolean {
  return [...keys].some(([key, below]) => {
    const field = wanted.below.get(key);
    return field !== undefined && (field.isSelected || showsBelow(field, below));
  });
}

// What a step reads, and the objects that it is merged into.
function want(wanted: PartKeys, fetch: Step['fetch']): void {
  const paths = fetch.kind === 'Fetch' ? [fetch.path] : fetch.joins.flatMap(({ paths }) => paths);
  for (const path of paths) wantPath(wanted, path);
  if (fetch.kind === 'Fetch') return;
  for (const { paths, requires } of fetch.joins)
    for (const path of paths) wantRequired(keysAt(wanted, namesOf(path)), requires);
}

function wantPath(wanted: PartKeys, path: readonly PathSegment[]): void {
  path.forEach((segment, index) => {
    const here = keysAt(wanted, namesOf(path.slice(0, index + 1)));
    if (segment.kind === 'TypeCondition') keysAt(here, ['__typename']);
  });
}

function wantRequired(here: PartKeys, requires: readonly Requirement[]): void {
  for (const required of requires) {
    if (required.kind === 'InlineFragment') {
      keysAt(here, ['__typename']);
      wantRequired(here, required.selections);
      continue;
    }
    wantRequired(keysAt(here, [required.from]), required.selections ?? []);
  }
}
