import {
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { argument, interfaceObjectsOf, subgraphNames } from './interface-objects.js';

/** What a subgraph can be asked of an object of a type wherever it answers one; read once for each supergraph. */
export interface FoldableFields {
  readonly queryType: string;
  /** Whether a field is a leaf without arguments that the subgraph resolves by itself and that may be null. */
  has(subgraph: string, typename: string, field: string): boolean;
  /** Whether the subgraph finds objects of the type by these fields. */
  isKey(subgraph: string, typename: string, fields: readonly string[]): boolean;
  /** The named type of a field; undefined where it is not known, or not the same in every subgraph. */
  typeOf(typename: string, field: string): string | undefined;
  /** Whether the subgraph knows objects of a type to be of an interface or union. */
  isKindOf(subgraph: string, typename: string, abstractType: string): boolean;
}

const builtIn: ReadonlySet<string> = new Set(['String', 'Int', 'Float', 'Boolean', 'ID']);

/** Reads them from a supergraph (join specification, `@join__type` and `@join__field`). */
export function foldableFieldsOf(supergraph: DocumentNode): FoldableFields {
  const names = subgraphNames(supergraph);
  const interfaceObjects = interfaceObjectsOf(supergraph);
  const leaves = new Set(builtIn);
  for (const definition of supergraph.definitions)
    if (definition.kind === Kind.SCALAR_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_DEFINITION)
      leaves.add(definition.name.value);
  const fields = new Set<string>();
  const keys = new Set<string>();
  const types = new Map<string, string>();
  const kinds = kindsIn(supergraph, names);
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const typename = definition.name.value;
    for (const field of definition.fields ?? [])
      if (!joinsOf(field).some((each) => argument(each, 'type')))
        types.set(`${typename}.${field.name.value}`, namedType(field));
    if (definition.kind === Kind.INTERFACE_TYPE_DEFINITION) continue;
    if (definition.interfaces?.some(({ name }) => interfaceObjects.has(name.value))) continue;
    for (const [graph, graphKeys] of keysByGraph(definition)) {
      const subgraph = names.get(graph) ?? graph;
      for (const key of graphKeys) keys.add(`${subgraph} ${typename} ${inOrder(key)}`);
      for (const field of definition.fields ?? [])
        if (leaves.has(namedType(field)) && isOwn(field, graph))
          fields.add(`${subgraph} ${typename} ${field.name.value}`);
    }
  }
  return {
    queryType: queryTypeOf(supergraph),
    has: (subgraph, typename, field) => fields.has(`${subgraph} ${typename} ${field}`),
    isKey: (subgraph, typename, key) => keys.has(`${subgraph} ${typename} ${key.toSorted().join(' ')}`),
    typeOf: (typename, field) => types.get(`${typename}.${field}`),
    isKindOf: (subgraph, typename, abstractType) => kinds.has(`${subgraph} ${typename} ${abstractType}`),
  };
}

// `@join__implements` stands at the object type, `@join__unionMember` at the union.
function kindsIn({ definitions }: DocumentNode, names: ReadonlyMap<string, string>): ReadonlySet<string> {
  const kinds = new Set<string>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.UNION_TYPE_DEFINITION) continue;
    for (const directive of definition.directives ?? []) {
      const graph = argument(directive, 'graph');
      const other = argument(directive, definition.kind === Kind.UNION_TYPE_DEFINITION ? 'member' : 'interface');
      if (graph?.kind !== Kind.ENUM || other?.kind !== Kind.STRING) continue;
      const pair = [definition.name.value, other.value];
      if (definition.kind === Kind.UNION_TYPE_DEFINITION) pair.reverse();
      kinds.add([names.get(graph.value) ?? graph.value, ...pair].join(' '));
    }
  }
  return kinds;
}

function queryTypeOf({ definitions }: DocumentNode): string {
  for (const definition of definitions)
    if (definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION)
      for (const { operation, type } of definition.operationTypes ?? [])
        if (operation === OperationTypeNode.QUERY) return type.name.value;
  return 'Query';
}

/** The keys that objects of a type are found by, each as it is written, by what the supergraph's enum calls the subgraph. */
function keysByGraph({ directives = [] }: ObjectTypeDefinitionNode): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const directive of directives) {
    if (directive.name.value !== 'join__type') continue;
    const graph = argument(directive, 'graph');
    const key = argument(directive, 'key');
    const resolvable = argument(directive, 'resolvable');
    const isResolvable = resolvable?.kind !== Kind.BOOLEAN || resolvable.value;
    if (graph?.kind === Kind.ENUM && key?.kind === Kind.STRING && isResolvable)
      found.set(graph.value, [...(found.get(graph.value) ?? []), key.value]);
  }
  return found;
}

// A field that is no more than a name in a graph says so by one of the other arguments of `@join__field`.
function isOwn(field: FieldDefinitionNode, graph: string): boolean {
  const { arguments: taken = [], type } = field;
  if (taken.length > 0 || type.kind === Kind.NON_NULL_TYPE) return false;
  const joined = joinsOf(field);
  return joined.length === 0 || joined.some((each) => isPlainlyOf(each, graph));
}

function joinsOf({ directives = [] }: FieldDefinitionNode): DirectiveNode[] {
  return directives.filter(({ name }) => name.value === 'join__field');
}

function isPlainlyOf(directive: DirectiveNode, graph: string): boolean {
  const own = argument(directive, 'graph');
  return own?.kind === Kind.ENUM && own.value === graph && directive.arguments?.length === 1;
}

function namedType({ type }: FieldDefinitionNode): string {
  let inner = type;
  while (inner.kind !== Kind.NAMED_TYPE) inner = inner.type;
  return inner.name.value;
}

function inOrder(key: string): string {
  return key
    .trim()
    .split(/[\s,]+/)
    .toSorted()
    .join(' ');
}
