import { Kind, type DirectiveNode, type DocumentNode, type InterfaceTypeDefinitionNode, type ValueNode } from 'graphql';

/** Interfaces that some subgraph knows as one object type (`@interfaceObject`), with the names of those subgraphs. */
export type InterfaceObjects = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads the interface objects of a supergraph (`join__type(isInterfaceObject: true)`). */
export function interfaceObjectsOf(supergraph: DocumentNode): InterfaceObjects {
  const names = subgraphNames(supergraph);
  const found = new Map<string, ReadonlySet<string>>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const graphs = graphsOfInterfaceObject(definition);
    if (graphs.size === 0) continue;
    found.set(definition.name.value, new Set([...graphs].map((graph) => names.get(graph) ?? graph)));
  }
  return found;
}

/** The subgraphs that know an interface as one object type, as the supergraph's enum spells them. */
export function graphsOfInterfaceObject({ directives = [] }: InterfaceTypeDefinitionNode): ReadonlySet<string> {
  const graphs = new Set<string>();
  for (const directive of directives) {
    const standsForObjects = argument(directive, 'isInterfaceObject');
    const graph = argument(directive, 'graph');
    if (standsForObjects?.kind === Kind.BOOLEAN && standsForObjects.value && graph?.kind === Kind.ENUM)
      graphs.add(graph.value);
  }
  return graphs;
}

/** The names of a supergraph's subgraphs, by what its enum calls them. */
export function subgraphNames({ definitions }: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const definition of definitions)
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION)
      for (const value of definition.values ?? [])
        for (const directive of value.directives ?? []) {
          const name = directive.name.value === 'join__graph' ? argument(directive, 'name') : undefined;
          if (name?.kind === Kind.STRING) names.set(value.name.value, name.value);
        }
  return names;
}

/** What a directive was given under a name. */
export function argument(directive: DirectiveNode, name: string): ValueNode | undefined {
  return directive.arguments?.find((one) => one.name.value === name)?.value;
}
