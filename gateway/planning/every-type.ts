import {
  isCompositeType,
  isObjectType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import { interfaceObjectsOf, type InterfaceObjects } from './interface-objects.js';
import { requiringFieldsOf, withLiftedFields } from './lifted-fields.js';
import type { EntityJoin, Plan, PlanNode, Requirement, Rewrite } from './plan.js';
import type { PlannedGraph, Planner } from './planner.js';
import { possibleTypesOf } from './possible-types.js';

/** The native planner, asked outright for type names that an answer depends on, and kept to every type it is asked. */
export function mindfulOfTypes(
  planner: Planner,
  { supergraphSdl, supergraph = parse(supergraphSdl, { noLocation: true }), schema }: PlannedGraph,
): Planner {
  const interfaceObjects = interfaceObjectsOf(supergraph);
  const requiring = requiringFieldsOf(supergraph);
  const hiding = hidingTypes(supergraph, schema);
  return {
    ...planner,
    plan: async (request) => {
      const lifted = withLiftedFields(request.text, schema, requiring);
      const text = withTypeNames(lifted, schema, interfaceObjects, hiding);
      const plan = await planner.plan({ ...request, text });
      return interfaceObjects.size > 0 ? withEveryType(plan, schema, text, interfaceObjects) : plan;
    },
  };
}

// An object of a type that clients may not see is no value of these types, whatever is asked of it.
function hidingTypes(supergraph: DocumentNode, schema: GraphQLSchema): ReadonlySet<string> {
  const hiding = new Set<string>();
  for (const [name, members] of possibleTypesOf(supergraph))
    if ([...members].some((member) => !schema.getType(member))) hiding.add(name);
  return hiding;
}

function withTypeNames(
  text: string,
  schema: GraphQLSchema,
  interfaceObjects: InterfaceObjects,
  hiding: ReadonlySet<string>,
): string {
  if (hiding.size === 0 && !text.includes('...')) return text;
  const typeInfo = new TypeInfo(schema);
  let isChanged = false;
  const named: DocumentNode = visit(
    parse(text, { noLocation: true }),
    visitWithTypeInfo(typeInfo, {
      SelectionSet: (node) => {
        const { name = '' } = typeInfo.getParentType() ?? {};
        const isTyped = node.selections.some(isTypeCondition);
        // A set that conditions empty altogether would not be asked for, and its object would pass for null.
        const isVague = isTyped && (interfaceObjects.has(name) || !node.selections.some(isField));
        if (!(isVague || hiding.has(name)) || isRoot(typeInfo, schema)) return undefined;
        isChanged = true;
        return { ...node, selections: [typename, ...node.selections] };
      },
    }),
  );
  return isChanged ? print(named) : text;
}

function isField({ kind }: SelectionNode): boolean {
  return kind === Kind.FIELD;
}

function isTypeCondition(selection: SelectionNode): boolean {
  if (selection.kind === Kind.INLINE_FRAGMENT) return selection.typeCondition !== undefined;
  return selection.kind === Kind.FRAGMENT_SPREAD;
}

function isRoot(typeInfo: TypeInfo, schema: GraphQLSchema): boolean {
  const type = typeInfo.getParentType();
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].some((root) => root === type);
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

// The plan with every type that the operation names in the joins of interface objects: where fields are asked of several
// types, the native planner keeps a join for the last of them only. What is then joined to an object whose type did not
// ask for it stays out of the answer. It also forgets, below other joins, that such a subgraph knows the interface alone.
function withEveryType(plan: Plan, schema: GraphQLSchema, text: string, interfaceObjects: InterfaceObjects): Plan {
  if (!plan.node) return plan;
  const named = namedTypes(schema, text, interfaceObjects);
  const joinOfAll = (join: EntityJoin, subgraph: string): EntityJoin => {
    const [first] = join.requires;
    if (first?.kind !== 'InlineFragment') return join;
    for (const [name, subgraphs] of interfaceObjects) {
      const possible = subgraphs.has(subgraph) ? objectTypes(schema, schema.getType(name)) : [];
      if (!possible.includes(first.typeCondition)) continue;
      const present = new Set(join.requires.map((each) => (each.kind === 'InlineFragment' ? each.typeCondition : '')));
      const missing = possible.filter((type) => named.has(type) && !present.has(type));
      const requires = [...join.requires, ...missing.map((type): Requirement => ({ ...first, typeCondition: type }))];
      return { ...join, requires, inputRewrites: [...join.inputRewrites, namedAs(name)] };
    }
    return join;
  };
  return { ...plan, node: withJoins(plan.node, joinOfAll) };
}

function namedAs(name: string): Rewrite {
  const path = [
    { kind: 'TypeCondition', names: [name] },
    { kind: 'Field', name: '__typename' },
  ] as const;
  return { kind: 'ValueSetter', path, value: name };
}

function withJoins(node: PlanNode, change: (join: EntityJoin, subgraph: string) => EntityJoin): PlanNode {
  switch (node.kind) {
    case 'Fetch':
      return node;
    case 'EntityFetch':
      return { ...node, joins: node.joins.map((join) => change(join, node.subgraph)) };
    case 'Condition':
      return {
        ...node,
        ifTrue: node.ifTrue && withJoins(node.ifTrue, change),
        ifFalse: node.ifFalse && withJoins(node.ifFalse, change),
      };
    default:
      return { ...node, nodes: node.nodes.map((each) => withJoins(each, change)) };
  }
}

// A field asked of the interface itself is asked of all its types.
function namedTypes(schema: GraphQLSchema, text: string, interfaceObjects: InterfaceObjects): ReadonlySet<string> {
  const named = new Set<string>();
  const typeInfo = new TypeInfo(schema);
  visit(
    parse(text, { noLocation: true }),
    visitWithTypeInfo(typeInfo, {
      Field: ({ name }) => {
        const parent = typeInfo.getParentType();
        if (!parent || name.value === '__typename') return;
        if (isObjectType(parent) || interfaceObjects.has(parent.name))
          for (const one of objectTypes(schema, parent)) named.add(one);
      },
    }),
  );
  return named;
}

function objectTypes(schema: GraphQLSchema, type: GraphQLNamedType | undefined): string[] {
  if (!isCompositeType(type)) return [];
  return isObjectType(type) ? [type.name] : schema.getPossibleTypes(type).map(({ name }) => name);
}
