import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { fragmentsOf, reachedDocument } from '../operation/reached-document.js';
import { argument, graphsOfInterfaceObject } from './interface-objects.js';

/** Fields of interfaces that a subgraph with the interface object computes of required fields, by interface. */
export type RequiringFields = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads those fields of a supergraph (`join__field(requires:)`). */
export function requiringFieldsOf({ definitions }: DocumentNode): RequiringFields {
  const found = new Map<string, ReadonlySet<string>>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const graphs = graphsOfInterfaceObject(definition);
    const requiring = (definition.fields ?? []).filter(({ directives = [] }) =>
      directives.some((directive) => {
        const graph = argument(directive, 'graph');
        return graph?.kind === Kind.ENUM && graphs.has(graph.value) && argument(directive, 'requires') !== undefined;
      }),
    );
    if (requiring.length > 0) found.set(definition.name.value, new Set(requiring.map(({ name }) => name.value)));
  }
  return found;
}

/**
 * The same operation with such fields asked of the interface instead of several of its types, one by one: the native
 * planner would send, for all types but one, what they require no longer. Other types' values stay out of the answer.
 */
export function withLiftedFields(text: string, schema: GraphQLSchema, requiring: RequiringFields): string {
  if (requiring.size === 0 || !text.includes('...')) return text;
  const document = parse(text, { noLocation: true });
  const fragments = fragmentsOf(document);
  const typeInfo = new TypeInfo(schema);
  let isChanged = false;
  const lifted: DocumentNode = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      SelectionSet: (node) => {
        const names = requiring.get(typeInfo.getParentType()?.name ?? '');
        const set = names && liftedSet(node, names, fragments);
        isChanged ||= set !== undefined;
        return set;
      },
    }),
  );
  if (!isChanged) return text;
  const operation = lifted.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return print(operation ? reachedDocument(lifted, operation) : lifted);
}

function liftedSet(
  { selections }: SelectionSetNode,
  names: ReadonlySet<string>,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): SelectionSetNode | undefined {
  const own = new Map<string, FieldNode>();
  const lifted: FieldNode[] = [];
  const lift = (node: FieldNode): boolean => {
    if (!names.has(node.name.value)) return false;
    const key = (node.alias ?? node.name).value;
    const known = own.get(key);
    // Different types may mean different things by one response name.
    if (known && question(known) !== question(node)) return false;
    own.set(key, node);
    lifted.push(node);
    return true;
  };
  for (const selection of selections)
    if (selection.kind === Kind.FIELD) own.set((selection.alias ?? selection.name).value, selection);
  const rest = selections.map((selection) => withoutLifted(selection, fragments, lift));
  return lifted.length === 0 ? undefined : { kind: Kind.SELECTION_SET, selections: [...lifted, ...rest] };
}

function withoutLifted(
  selection: SelectionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  lift: (node: FieldNode) => boolean,
): SelectionNode {
  if (selection.kind === Kind.FIELD) return selection;
  const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
  if (!inner) return selection;
  let isLifted = false;
  const kept = inner.selectionSet.selections.flatMap((each): SelectionNode[] => {
    if (each.kind !== Kind.FIELD) {
      const below = withoutLifted(each, fragments, lift);
      isLifted ||= below !== each;
      return [below];
    }
    const goes = lift(each);
    isLifted ||= goes;
    return goes ? [] : [each];
  });
  if (!isLifted) return selection;
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: kept.length > 0 ? kept : [typename] };
  return { kind: Kind.INLINE_FRAGMENT, typeCondition: inner.typeCondition, selectionSet };
}

const typename: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function question({ name, arguments: given = [] }: FieldNode): string {
  return print({ kind: Kind.FIELD, name, arguments: given });
}
