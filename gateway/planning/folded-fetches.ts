/*
 * Asks a subgraph for what others require of its objects where it is asked for the objects themselves: the native planner goes
 * back to it, by the key that it has just told, for fields of `@requires`. Assumes what composition makes sure of, that a
 * subgraph resolves a field of its own wherever it answers the object. A fetch that is not just that stays as it is: with arguments,
 * other names, objects below, or a field that may not be null, whose error would take more with it than before.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  Kind,
  OperationTypeNode,
  print,
  type SelectionNode,
  stripIgnoredCharacters,
  visit,
} from 'graphql';
import { fragmentsOf } from '../operation/reached-document.js';
import type { FoldableFields } from './foldable-fields.js';
import type { EntityFetch, EntityJoin, PathSegment, PlanNode, RootFetch } from './plan.js';
import { isPlain, keyOf, type Wanted, withWanted } from './wanted-selections.js';

type Fetch = RootFetch | EntityFetch;

/** The same plan, with fetches folded into those that brought their objects. */
export function withFoldedFetches(node: PlanNode, foldable: FoldableFields): PlanNode {
  const fetches = fetchesOf(node);
  if (!fetches) return node;
  /** What stands in place of each now. */
  let standing: ReadonlyMap<Fetch, Fetch> = new Map(fetches.map((fetch) => [fetch, fetch]));
  for (const fetch of fetches)
    if (fetch.kind === 'EntityFetch') standing = folded(fetch, standing, foldable) ?? standing;
  return standing.size === fetches.length ? node : (rebuilt(node, standing) ?? node);
}

/** All fetches in their order; undefined where some are asked only under conditions. */
function fetchesOf(node: PlanNode): Fetch[] | undefined {
  if (node.kind === 'Fetch' || node.kind === 'EntityFetch') return [node];
  if (node.kind === 'Condition') return undefined;
  const all = node.nodes.map(fetchesOf);
  return all.every((each) => each !== undefined) ? all.flat() : undefined;
}

/** What stands once a fetch is folded into others; undefined for one that cannot be. */
function folded(
  fetch: EntityFetch,
  standing: ReadonlyMap<Fetch, Fetch>,
  foldable: FoldableFields,
): ReadonlyMap<Fetch, Fetch> | undefined {
  const next = new Map(standing);
  next.delete(fetch);
  for (const join of fetch.joins) {
    const wanted = wantedBy(fetch, join, foldable);
    if (!wanted) return undefined;
    for (const path of join.paths) {
      const [bringing, ...others] = [...next].flatMap(([key, each]) => bringers(key, each, keysOf(path), foldable));
      if (!bringing?.field || others.length > 0 || bringing.now.subgraph !== fetch.subgraph) return undefined;
      const { key, now, field, parent } = bringing;
      const type = parent && foldable.typeOf(parent, field.name.value);
      const isKind = (typename: string): boolean =>
        type === typename || (type !== undefined && foldable.isKindOf(fetch.subgraph, typename, type));
      const selectionSet = field.selectionSet && withWanted(field.selectionSet, wanted, { type, isKind });
      if (!selectionSet || now.operationKind !== OperationTypeNode.QUERY) return undefined;
      const document: DocumentNode = visit(now.document, {
        Field: (node) => (node === field ? { ...node, selectionSet } : undefined),
      });
      next.set(key, { ...now, document, operation: stripIgnoredCharacters(print(document)) });
    }
  }
  return next;
}

/** What a join asks for, where it asks for fields that its subgraph has beside the key that it is given, and for nothing else. */
function wantedBy({ subgraph, document }: EntityFetch, join: EntityJoin, foldable: FoldableFields): Wanted | undefined {
  if (join.inputRewrites.length > 0 || join.outputRewrites.length > 0) return undefined;
  const known = typesByKey(join, (typename, key) => foldable.isKey(subgraph, typename, key));
  const fragments = fragmentsOf(document);
  const wanted = new Map<string, readonly FieldNode[]>();
  for (const selection of selectionsUnder(document, join.responseKey)) {
    if (selection.kind !== Kind.INLINE_FRAGMENT || !selection.typeCondition) return undefined;
    const typename = selection.typeCondition.name.value;
    const fields = plainFields(selection, typename, fragments);
    const isOwn = fields?.every(({ name }) => foldable.has(subgraph, typename, name.value));
    if (!fields || !isOwn || !known.has(typename)) return undefined;
    wanted.set(typename, [...(wanted.get(typename) ?? []), ...fields]);
  }
  return wanted.size > 0 ? wanted : undefined;
}

// The planner writes down once what it asks in several places.
function plainFields(
  { selectionSet }: InlineFragmentNode | FragmentDefinitionNode,
  typename: string,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FieldNode[] | undefined {
  const all: FieldNode[] = [];
  for (const each of selectionSet.selections) {
    const inner = each.kind === Kind.FRAGMENT_SPREAD ? fragments.get(each.name.value) : each;
    if (inner?.kind === Kind.FIELD && isPlain(inner)) all.push(inner);
    else if (inner?.kind === Kind.FRAGMENT_DEFINITION && inner.typeCondition.name.value === typename) {
      const below = plainFields(inner, typename, fragments);
      if (!below) return undefined;
      all.push(...below);
    } else return undefined;
  }
  return all;
}

/** The types of which a join tells nothing but a key. */
function typesByKey(
  { requires }: EntityJoin,
  isKey: (typename: string, key: string[]) => boolean,
): ReadonlySet<string> {
  const types = new Set<string>();
  for (const each of requires) {
    if (each.kind !== 'InlineFragment' || each.skipIf !== undefined || each.includeIf !== undefined) continue;
    const names = each.selections.flatMap((field) =>
      field.kind === 'Field' && field.from === field.to && !field.selections ? [field.from] : [],
    );
    const key = names.filter((name) => name !== '__typename');
    if (names.length === each.selections.length && isKey(each.typeCondition, key)) types.add(each.typeCondition);
  }
  return types;
}

function selectionsUnder({ definitions }: DocumentNode, responseKey: string): readonly SelectionNode[] {
  return definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((each) =>
          each.kind === Kind.FIELD && keyOf(each) === responseKey ? (each.selectionSet?.selections ?? []) : [],
        )
      : [],
  );
}

/** A fetch with the field that brings objects; undefined where it is not known which one does. */
interface Bringing {
  readonly key: Fetch;
  readonly now: Fetch;
  readonly field: FieldNode | undefined;
  /** The type that the field is asked of; undefined where it is not known. */
  readonly parent: string | undefined;
}

/** Where a fetch brings the objects at a path; a fetch that adds to objects there brings none. */
function bringers(key: Fetch, now: Fetch, keys: readonly string[], foldable: FoldableFields): Bringing[] {
  const found = (
    root: readonly SelectionNode[],
    path: readonly PathSegment[],
    type: string | undefined,
  ): Bringing[] => {
    const base = keysOf(path);
    const isBehind = base.length < keys.length && base.every((each, index) => each === keys[index]);
    if (!isBehind) return [];
    return reached(root, keys.slice(base.length), type, foldable).map((each) => ({ key, now, ...each }));
  };
  if (now.kind === 'Fetch') {
    const operation = now.document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
    return found(operation?.selectionSet.selections ?? [], now.path, foldable.queryType);
  }
  return now.joins.flatMap(({ responseKey, paths }) =>
    paths.flatMap((path) => found(selectionsUnder(now.document, responseKey), path, undefined)),
  );
}

type Reached = Pick<Bringing, 'field' | 'parent'>;

function reached(
  selections: readonly SelectionNode[],
  keys: readonly string[],
  parent: string | undefined,
  foldable: FoldableFields,
): Reached[] {
  const [key, ...rest] = keys;
  return selections.flatMap((each): Reached[] => {
    if (each.kind === Kind.FRAGMENT_SPREAD || (each.directives?.length ?? 0) > 0) return [{ field: undefined, parent }];
    if (each.kind === Kind.INLINE_FRAGMENT)
      return reached(each.selectionSet.selections, keys, each.typeCondition?.name.value ?? parent, foldable);
    if (keyOf(each) !== key) return [];
    if (rest.length === 0) return [{ field: each, parent }];
    const type = parent && foldable.typeOf(parent, each.name.value);
    return reached(each.selectionSet?.selections ?? [], rest, type, foldable);
  });
}

function keysOf(path: readonly PathSegment[]): string[] {
  return path.flatMap((segment) => (segment.kind === 'Field' ? [segment.name] : []));
}

/** The plan of what stands; undefined for nothing. */
function rebuilt(node: PlanNode, standing: ReadonlyMap<Fetch, Fetch>): PlanNode | undefined {
  if (node.kind === 'Fetch' || node.kind === 'EntityFetch') return standing.get(node);
  if (node.kind === 'Condition') return node;
  const nodes = node.nodes.flatMap((each) => {
    const child = rebuilt(each, standing);
    if (!child) return [];
    return child.kind === node.kind ? child.nodes : [child];
  });
  return nodes.length > 1 ? { kind: node.kind, nodes } : nodes[0];
}
