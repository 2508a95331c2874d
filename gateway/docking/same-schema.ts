import { type ASTNode, type ConstDirectiveNode, type DefinitionNode, Kind, type NameNode, parse, print } from 'graphql';

/**
 * Whether two subgraphs' schemas say the same. Descriptions, order, what the federation specification adds to every schema, and
 * whether a type is defined or extended count for nothing: servers write their own schemas each in its own way.
 */
export function isSameSchema(one: string, other: string): boolean {
  const [said, told] = [statementsOf(one), statementsOf(other)];
  return said !== null && told !== null && said.size === told.size && [...said].every((each) => told.has(each));
}

/**
 * Whether a service that tells one schema of itself serves all of another, published one. It may have more, as it does while its
 * next version waits for approval, but nothing more that whoever asks has to send.
 */
export function servesAllOf(published: string, told: string): boolean {
  const [said, has] = [statementsOf(published), statementsOf(told)];
  if (said === null || has === null || ![...said].every((each) => has.has(each))) return false;
  return [...has].every((each) => said.has(each) || !demandsOfKnown(each, said));
}

function demandsOfKnown(statement: string, said: ReadonlySet<string>): boolean {
  const type = /^(\w+) demands /.exec(statement)?.[1];
  return type !== undefined && said.has(`${Kind.INPUT_OBJECT_TYPE_DEFINITION} ${type}`);
}

/** What a schema says, a statement each; null for what is no schema. */
function statementsOf(sdl: string): ReadonlySet<string> | null {
  try {
    return new Set(parse(sdl, { noLocation: true }).definitions.flatMap(statementsIn));
  } catch {
    return null;
  }
}

function statementsIn(definition: DefinitionNode): string[] {
  if (definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION) {
    return (definition.directives ?? []).flatMap(linked);
  }
  if (definition.kind === Kind.DIRECTIVE_DEFINITION || !isNamed(definition) || isOfFederation(definition.name.value)) {
    return [];
  }
  const name = definition.name.value;
  const kind = definition.kind.replace(/Extension$/, 'Definition');
  return [
    // Servers have a Query for the federation's own fields even where the schema has none.
    ...(name === 'Query' ? [] : [`${kind} ${name}`]),
    ...(definition.directives ?? []).map((each) => `${name} ${print(each)}`),
    ...('interfaces' in definition ? (definition.interfaces ?? []) : []).map((each) => `${name} is ${each.name.value}`),
    ...('types' in definition ? (definition.types ?? []) : []).map((each) => `${name} may be ${each.name.value}`),
    ...('values' in definition ? (definition.values ?? []) : []).map((each) => `${name}.${bare(each)}`),
    ...('fields' in definition ? (definition.fields ?? []) : [])
      .filter((field) => !['_entities', '_service'].includes(field.name.value))
      .map((field) => `${name}.${bare(field)}`),
    ...demandsOf(definition).map((field) => `${name} demands ${field}`),
  ];
}

function demandsOf(definition: DefinitionNode): string[] {
  const { kind } = definition;
  if (kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION && kind !== Kind.INPUT_OBJECT_TYPE_EXTENSION) return [];
  return (definition.fields ?? [])
    .filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue)
    .map((field) => field.name.value);
}

// Which specification a schema is written in matters; under which names it uses it shows where it is used.
function linked({ name, arguments: given }: ConstDirectiveNode): string[] {
  const url = given?.find((each) => each.name.value === 'url')?.value;
  if (name.value !== 'link' || url?.kind !== Kind.STRING || /^https:\/\/specs\.apollo\.dev\/link\//.test(url.value))
    return [];
  return [`link ${url.value}`];
}

function isNamed(definition: DefinitionNode): definition is DefinitionNode & {
  readonly name: NameNode;
  readonly directives?: readonly ConstDirectiveNode[];
} {
  return 'name' in definition && definition.name !== undefined;
}

function isOfFederation(name: string): boolean {
  return /^_|^(link|federation|join|core)__/.test(name) || name === 'FieldSet';
}

/** A field or value without its description, its directives and arguments in the order of their texts. */
function bare(
  node: ASTNode & { readonly directives?: readonly ASTNode[]; readonly arguments?: readonly ASTNode[] },
): string {
  const directives = (node.directives ?? []).map(print).sort();
  const given = 'arguments' in node ? (node.arguments ?? []).map((each) => bare(each)).sort() : [];
  const alone = print({ ...node, description: undefined, directives: [], arguments: [] } as ASTNode);
  return [alone, ...given.map((each) => `(${each})`), ...directives].join(' ');
}
