import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InlineFragmentNode,
  Kind,
  type NamedTypeNode,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { Rules } from '../supergraph/rules.js';
import { fragmentsOf } from './reached-document.js';

/** A client's operation, already validated against the public schema. */
export interface ClientOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly schema: GraphQLSchema;
  readonly rules: Rules;
}

/** A variable that `@skip` or `@include` reads, and the value with which the selection takes part. */
export interface Condition {
  readonly variable: string;
  readonly value: boolean;
}

/** One place of the document that is denied. */
export interface DeniedPlace {
  /** Response keys from the root, without list indexes: nothing is fetched that would count them. */
  readonly path: readonly string[];
  /** Number of the rule that denies it. */
  readonly rule: number;
  /** All of these must hold for the place to take part in the answer. */
  readonly conditions: readonly Condition[];
}

/** An operation without what is denied, and what that is. */
export interface PrunedOperation {
  readonly document: DocumentNode;
  readonly denied: readonly DeniedPlace[];
}

/**
 * Walks an operation once and leaves out what `denies` names a rule for; it is asked with the rules of each field and of
 * each fragment's type. A fragment is copied where its meaning differs by the type it is spread on. Time is linear in
 * the document, save for one entry of `denied` per denied place.
 */
export function prune(
  client: ClientOperation,
  denies: (rules: readonly number[]) => number | undefined,
): PrunedOperation {
  const { schema, operation } = client;
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`The schema has no ${operation.operation} type: the operation was not validated.`);
  const pruning = new Pruning(client, denies);
  const { kept, denied } = pruning.select(operation.selectionSet.selections, root, undefined);
  const pruned = withSelections(operation, kept.length > 0 ? kept : [typename]);
  return { document: { kind: Kind.DOCUMENT, definitions: [pruned, ...pruning.fragments] }, denied };
}

/** What a list of selections becomes. */
interface Part {
  readonly kept: readonly SelectionNode[];
  readonly denied: readonly DeniedPlace[];
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

class Pruning {
  /** What is left of the fragments, once for each meaning. */
  readonly fragments: FragmentDefinitionNode[] = [];
  private readonly written: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly copies = new Map<string, { readonly name: string; readonly part: Part }>();
  private readonly names = new Set<string>();

  constructor(
    private readonly client: ClientOperation,
    private readonly denies: (rules: readonly number[]) => number | undefined,
  ) {
    this.written = fragmentsOf(client.document);
  }

  /** `denial` is the rule that denies the type which these selections stand on. */
  select(selections: readonly SelectionNode[], parent: GraphQLCompositeType, denial: number | undefined): Part {
    const kept: SelectionNode[] = [];
    const denied: DeniedPlace[] = [];
    for (const selection of selections) {
      const part = this.selectOne(selection, parent, denial);
      kept.push(...part.kept);
      for (const place of underConditions(part.denied, selection.directives)) denied.push(place);
    }
    return { kept, denied };
  }

  private selectOne(selection: SelectionNode, parent: GraphQLCompositeType, denial: number | undefined): Part {
    if (selection.kind === Kind.FIELD) return this.field(selection, parent, denial);
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.inlineFragment(selection, parent, denial);
    return this.spread(selection, parent, denial);
  }

  private field(node: FieldNode, parent: GraphQLCompositeType, denial: number | undefined): Part {
    const key = node.alias?.value ?? node.name.value;
    const rule = denial ?? this.denies(this.client.rules.fields.get(`${parent.name}.${node.name.value}`) ?? []);
    if (rule !== undefined) return { kept: [], denied: [{ path: [key], rule, conditions: [] }] };
    const type = returnType(parent, node.name.value);
    if (!node.selectionSet || !isCompositeType(type)) return { kept: [node], denied: [] };
    const { kept, denied } = this.select(node.selectionSet.selections, type, undefined);
    return {
      kept: [withSelections(node, kept.length > 0 ? kept : [typename])],
      denied: denied.map((place) => ({ ...place, path: [key, ...place.path] })),
    };
  }

  private inlineFragment(node: InlineFragmentNode, parent: GraphQLCompositeType, denial: number | undefined): Part {
    const target = node.typeCondition ? this.narrow(parent, node.typeCondition) : parent;
    const { kept, denied } = this.select(node.selectionSet.selections, target, denial ?? this.denialOn(target, node));
    return { kept: kept.length > 0 ? [withSelections(node, kept)] : [], denied };
  }

  private spread(node: FragmentSpreadNode, parent: GraphQLCompositeType, denial: number | undefined): Part {
    const fragment = this.written.get(node.name.value);
    if (!fragment) throw new Error(`Fragment ${node.name.value} is unknown: the operation was not validated.`);
    const target = this.narrow(parent, fragment.typeCondition);
    const { name, part } = this.copy(fragment, target, denial ?? this.denialOn(target, fragment));
    const kept = part.kept.length > 0 ? [{ ...node, name: { ...node.name, value: name } }] : [];
    return { kept, denied: part.denied };
  }

  private copy(fragment: FragmentDefinitionNode, target: GraphQLCompositeType, denial: number | undefined) {
    const meaning = `${fragment.name.value} ${target.name} ${denial}`;
    const known = this.copies.get(meaning);
    if (known) return known;
    const part = this.select(fragment.selectionSet.selections, target, denial);
    // Only what survives takes a name, so that the first copy keeps the client's.
    const name = part.kept.length > 0 ? this.freshName(fragment.name.value) : '';
    if (name !== '') {
      const renamed = { ...fragment, name: { ...fragment.name, value: name } };
      this.fragments.push(withSelections(renamed, part.kept));
    }
    const copied = { name, part };
    this.copies.set(meaning, copied);
    return copied;
  }

  private freshName(wanted: string): string {
    let name = wanted;
    for (let copy = 2; this.names.has(name) || (name !== wanted && this.written.has(name)); copy += 1) {
      name = `${wanted}_${copy}`;
    }
    this.names.add(name);
    return name;
  }

  /**
   * A fragment on an interface, spread on an object type, concerns that object type alone: the rules of the interface's
   * other implementers do not count there.
   */
  private narrow(parent: GraphQLCompositeType, condition: NamedTypeNode): GraphQLCompositeType {
    const type = this.client.schema.getType(condition.name.value);
    if (!isCompositeType(type)) throw new Error(`${condition.name.value} is no composite type: not validated.`);
    const narrows = isObjectType(parent) && isAbstractType(type) && this.client.schema.isSubType(type, parent);
    return narrows ? parent : type;
  }

  private denialOn(
    target: GraphQLCompositeType,
    { typeCondition }: InlineFragmentNode | FragmentDefinitionNode,
  ): number | undefined {
    return typeCondition && this.denies(this.client.rules.types.get(target.name) ?? []);
  }
}

const metaFields = new Map([SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef].map((def) => [def.name, def]));

function returnType(parent: GraphQLCompositeType, name: string): GraphQLNamedType {
  const definition = metaFields.get(name) ?? (isUnionType(parent) ? undefined : parent.getFields()[name]);
  if (!definition) throw new Error(`${parent.name}.${name} is unknown: the operation was not validated.`);
  return getNamedType(definition.type);
}

function withSelections<Node extends object>(node: Node, selections: readonly SelectionNode[]) {
  return { ...node, selectionSet: { kind: Kind.SELECTION_SET as const, selections } };
}

/** The places under a selection's `@skip` and `@include`; none where a literal leaves the selection out for good. */
function underConditions(
  places: readonly DeniedPlace[],
  directives: readonly DirectiveNode[] | undefined,
): readonly DeniedPlace[] {
  if (places.length === 0 || !directives?.length) return places;
  const conditions: Condition[] = [];
  for (const { name, arguments: given } of directives) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const test = given?.find((argument) => argument.name.value === 'if')?.value;
    const value = name.value === 'include';
    if (test?.kind === Kind.VARIABLE) conditions.push({ variable: test.name.value, value });
    if (test?.kind === Kind.BOOLEAN && test.value !== value) return [];
  }
  return conditions.length === 0
    ? places
    : places.map((at) => ({ ...at, conditions: [...conditions, ...at.conditions] }));
}
