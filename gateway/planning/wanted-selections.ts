import { type FieldNode, type InlineFragmentNode, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';

/** Fields by the object type that they are wanted of. */
export type Wanted = ReadonlyMap<string, readonly FieldNode[]>;

/** What is known of the objects that a selection is made on. */
interface Standing {
  /** Their type in the subgraph, an abstract one maybe; undefined where it is not known. */
  readonly type: string | undefined;
  /** Whether an object of a type can be one of them, as the subgraph knows. */
  readonly isKind: (typename: string) => boolean;
}

/** A selection with what is wanted beside; undefined where a name in it means something else already. */
export function withWanted(
  set: SelectionSetNode,
  wanted: Wanted,
  { type, isKind }: Standing,
): SelectionSetNode | undefined {
  const asked = askedIn(set.selections, type);
  if (!asked) return undefined;
  let { selections } = set;
  for (const [typename, fields] of wanted) {
    const missing: FieldNode[] = [];
    for (const field of fields) {
      const same = asked.filter(({ node }) => keyOf(node) === field.name.value);
      if (same.some(({ node, of }) => isPlain(node) && (of === typename || of === type))) continue;
      if (same.length > 0) return undefined;
      missing.push(field);
    }
    const own = selections.findIndex((each) => isFragmentOn(each, typename));
    if (missing.length === 0) continue;
    if (own >= 0) selections = selections.with(own, withMore(selections[own] as InlineFragmentNode, missing));
    else if (isKind(typename)) selections = [...selections, fragmentOf(typename, missing)];
    // Where the type is known, an object that is not of its kind never stands.
    else if (type === undefined) return undefined;
  }
  return { ...set, selections };
}

interface Asked {
  readonly node: FieldNode;
  /** The type that it is asked of. */
  readonly of: string | undefined;
}

function askedIn(selections: readonly SelectionNode[], type: string | undefined): Asked[] | undefined {
  const all: Asked[] = [];
  for (const each of selections) {
    if (each.kind === Kind.FRAGMENT_SPREAD || (each.directives?.length ?? 0) > 0) return undefined;
    if (each.kind === Kind.FIELD) all.push({ node: each, of: type });
    else {
      const inner = askedIn(each.selectionSet.selections, each.typeCondition?.name.value ?? type);
      if (!inner) return undefined;
      all.push(...inner);
    }
  }
  return all;
}

function withMore(fragment: InlineFragmentNode, fields: readonly FieldNode[]): InlineFragmentNode {
  const { selectionSet } = fragment;
  return { ...fragment, selectionSet: { ...selectionSet, selections: [...selectionSet.selections, ...fields] } };
}

function fragmentOf(typename: string, selections: readonly FieldNode[]): InlineFragmentNode {
  const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: typename } } as const;
  return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function isFragmentOn(selection: SelectionNode, typename: string): boolean {
  return selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition?.name.value === typename;
}

/** Whether a selection is a leaf by its own name, without arguments. */
export function isPlain(selection: SelectionNode): selection is FieldNode {
  if (selection.kind !== Kind.FIELD || selection.alias || selection.selectionSet) return false;
  return (selection.arguments?.length ?? 0) === 0 && (selection.directives?.length ?? 0) === 0;
}

/** The response name of a field. */
export function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}
