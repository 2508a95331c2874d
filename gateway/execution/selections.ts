import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { deferralOf } from '../operation/defer-directive.js';
import type { FetchedKeys } from '../planning/private-keys.js';

/** An operation with the fragments of its document. */
export interface Selected {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

export function selectedBy(document: DocumentNode, operation: OperationDefinitionNode): Selected {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return { operation, fragments };
}

/** What is selected at one place of the answer: as the client asked, and what of it was granted. */
export interface Selections {
  readonly asked: readonly SelectionSetNode[];
  readonly granted: readonly SelectionSetNode[];
  /** What parts of the answer that left before held here; empty where the answer comes whole. */
  readonly sent: readonly SelectionSetNode[];
  readonly fields: Map<string, ShapedFields>;
}

/** The fields of one object of the answer, in its order. */
export interface ShapedFields {
  /** Those that this part brings. */
  readonly own: readonly ShapedField[];
  /** Those that an earlier part has brought and that this one brings more of. */
  readonly shared: readonly ShapedField[];
  /** What comes in parts of their own. */
  readonly deferred: readonly { readonly directive: DirectiveNode; readonly place: Selections }[];
}

/** One field of an answer's object. */
export interface ShapedField {
  readonly key: string;
  /** The key under which fetches have put its value. */
  readonly fetched: string;
  readonly name: string;
  /** Where the client asks for it. */
  readonly nodes: readonly FieldNode[];
  /** Undefined for the meta fields. */
  readonly type: GraphQLOutputType | undefined;
  readonly isGranted: boolean;
  readonly below: Selections;
}

/** Decides which fields an object of the answer has, by the algorithm CollectFields of the GraphQL specification. */
export interface Shape {
  readonly schema: GraphQLSchema;
  readonly asked: Selected;
  readonly granted: Selected;
  readonly values: Readonly<Record<string, unknown>>;
  readonly fetchedKeys: FetchedKeys | undefined;
  /** Whether `@defer` parts the answer; otherwise it says nothing. */
  readonly inParts?: boolean;
}

export function selections(
  asked: readonly SelectionSetNode[],
  granted: readonly SelectionSetNode[],
  sent: readonly SelectionSetNode[] = [],
): Selections {
  return { asked, granted, sent, fields: new Map() };
}

/** A type that a value can be completed as: its own, or an interface when nothing selected depends on which it is. */
export type FieldsType = GraphQLObjectType | GraphQLInterfaceType;

/** The fields of an object of `type` in the order of the answer, for an answer that comes whole. */
export function fieldsOf(shape: Shape, type: FieldsType, place: Selections): readonly ShapedField[] {
  return partedFieldsOf(shape, type, place).own;
}

/** The fields of an object of `type`, by the part that brings them; remembered for every further object of that type. */
export function partedFieldsOf(shape: Shape, type: FieldsType, place: Selections): ShapedFields {
  const known = place.fields.get(type.name);
  if (known) return known;
  const asked = collected(shape, shape.asked, type, place.asked);
  const granted = shape.asked === shape.granted ? asked : collected(shape, shape.granted, type, place.granted);
  const sent = place.sent.length === 0 ? undefined : collected(shape, shape.asked, type, place.sent).fields;
  const definitions = type.getFields();
  const own: ShapedField[] = [];
  const shared: ShapedField[] = [];
  for (const [key, nodes] of asked.fields) {
    const name = nodes[0]?.name.value ?? key;
    const grantedNodes = granted.fields.get(key);
    const sentNodes = sent?.get(key);
    const field: ShapedField = {
      key,
      fetched: (nodes[0] && shape.fetchedKeys?.keyOf(nodes[0])) ?? key,
      name,
      nodes,
      type: definitions[name]?.type,
      isGranted: grantedNodes !== undefined,
      below: selections(setsBelow(nodes), setsBelow(grantedNodes ?? []), setsBelow(sentNodes ?? [])),
    };
    if (!sentNodes) own.push(field);
    else if (field.type && field.below.asked.length > 0) shared.push(field);
  }
  const deferred = [...asked.deferred].map(([directive, sets]) => ({
    directive,
    place: selections(sets, granted.deferred.get(directive) ?? [], [...place.asked, ...place.sent]),
  }));
  const fields = { own, shared, deferred };
  place.fields.set(type.name, fields);
  return fields;
}

/**
 * The type that a value is completed as. A subgraph that knows an entity as an interface object names the interface, or
 * nothing where nothing was asked.
 */
export function fieldsTypeOf(
  shape: Shape,
  type: GraphQLCompositeType,
  typename: unknown,
  place: Selections,
): FieldsType | undefined {
  if (isObjectType(type)) return type;
  const named = typename === undefined ? type : shape.schema.getType(typeof typename === 'string' ? typename : '');
  if (isObjectType(named)) return shape.schema.isSubType(type, named) ? named : undefined;
  if (!isInterfaceType(type) || !isInterfaceType(named)) return undefined;
  return dependsOnObjectType(shape, type, place) ? undefined : type;
}

/** Whether what is granted differs with the object type that a value of an interface has. */
export function dependsOnObjectType(shape: Shape, type: GraphQLInterfaceType, place: Selections): boolean {
  const { fragments } = shape.granted;
  const visited = new Set<string>();
  const depends = (set: SelectionSetNode): boolean =>
    set.selections.some((selection) => {
      if (!isIncluded(selection, shape.values)) return false;
      if (selection.kind === Kind.FIELD) return selection.name.value === '__typename';
      if (selection.kind === Kind.FRAGMENT_SPREAD && visited.has(selection.name.value)) return false;
      if (selection.kind === Kind.FRAGMENT_SPREAD) visited.add(selection.name.value);
      const inner = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!inner) return false;
      return !applies(shape.schema, inner.typeCondition?.name.value, type) || depends(inner.selectionSet);
    });
  return place.granted.some(depends);
}

function setsBelow(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : []));
}

function collected(shape: Shape, selected: Selected, type: FieldsType, sets: readonly SelectionSetNode[]): Collected {
  const fields = new Map<string, FieldNode[]>();
  const deferred = new Map<DirectiveNode, SelectionSetNode[]>();
  const visited = new Set<string>();
  const collect = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (!isIncluded(selection, shape.values)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const nodes = fields.get(key);
        if (nodes) nodes.push(selection);
        else fields.set(key, [selection]);
        continue;
      }
      const deferral = shape.inParts ? deferralOf(selection, shape.values) : undefined;
      if (selection.kind === Kind.FRAGMENT_SPREAD && !deferral && visited.has(selection.name.value)) continue;
      if (selection.kind === Kind.FRAGMENT_SPREAD && !deferral) visited.add(selection.name.value);
      const inner = selection.kind === Kind.FRAGMENT_SPREAD ? selected.fragments.get(selection.name.value) : selection;
      if (!inner || !applies(shape.schema, inner.typeCondition?.name.value, type)) continue;
      if (deferral) deferred.set(deferral, [...(deferred.get(deferral) ?? []), inner.selectionSet]);
      else collect(inner.selectionSet);
    }
  };
  sets.forEach(collect);
  return { fields, deferred };
}

interface Collected {
  readonly fields: ReadonlyMap<string, readonly FieldNode[]>;
  readonly deferred: ReadonlyMap<DirectiveNode, readonly SelectionSetNode[]>;
}

/** Whether `@skip` and `@include` let a selection take part. */
export function isIncluded(selection: SelectionNode, values: Readonly<Record<string, unknown>>): boolean {
  if (!selection.directives || selection.directives.length === 0) return true;
  if (getDirectiveValues(GraphQLSkipDirective, selection, values)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, values)?.['if'] !== false;
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: FieldsType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditionType = schema.getType(condition);
  return isAbstractType(conditionType) && schema.isSubType(conditionType, type);
}
