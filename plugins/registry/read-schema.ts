import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  Kind,
  type NameNode,
  parse,
  valueFromASTUntyped,
} from 'graphql';

/** A type of a subgraph's schema, all its definitions and extensions together. */
export interface ReadType {
  readonly name: string;
  readonly directives: readonly ConstDirectiveNode[];
  /** Fields of an object or interface type. */
  readonly fields: readonly FieldDefinitionNode[];
  /** Its own fields: neither another's that it names, nor part of a key. */
  readonly own: readonly FieldDefinitionNode[];
  /** Whether it has fields that a client may select. */
  readonly isComposite: boolean;
}

const roots = new Set(['Query', 'Mutation', 'Subscription']);

/** The types of a schema by name, without those of the federation specification; empty for what is no schema. */
export function typesOf(sdl: string): ReadonlyMap<string, ReadType> {
  const definitions = parsed(sdl).filter(isNamed);
  const named = Map.groupBy(
    definitions.filter(({ name }) => !/^_|__/.test(name.value)),
    ({ name }) => name.value,
  );
  return new Map([...named].map(([name, parts]) => [name, readType(name, parts)]));
}

/** Whether a type is one of the three at which operations begin. */
export function isRoot(type: string): boolean {
  return roots.has(type);
}

/** The value of a text argument of a directive, under its own name or the one with the federation’s prefix. */
export function argumentOf(
  directives: readonly ConstDirectiveNode[] | undefined,
  directive: string,
  argument: string,
): string | undefined {
  const applied = directives?.find(({ name }) => isNamedAs(name.value, directive));
  const given = applied?.arguments?.find(({ name }) => name.value === argument);
  const value: unknown = given && valueFromASTUntyped(given.value);
  return typeof value === 'string' ? value : undefined;
}

/** Whether one of some directives is applied, under its own name or the one with the federation’s prefix. */
export function has(directives: readonly ConstDirectiveNode[] | undefined, ...names: readonly string[]): boolean {
  return (directives ?? []).some(({ name }) => names.some((each) => isNamedAs(name.value, each)));
}

function isNamedAs(applied: string, directive: string): boolean {
  return applied === directive || applied === `federation__${directive}`;
}

type Named = DefinitionNode & { readonly name: NameNode; readonly directives?: readonly ConstDirectiveNode[] };

function isNamed(definition: DefinitionNode): definition is Named {
  return definition.kind !== Kind.DIRECTIVE_DEFINITION && 'name' in definition && definition.name !== undefined;
}

function parsed(sdl: string): readonly DefinitionNode[] {
  try {
    return parse(sdl, { noLocation: true }).definitions;
  } catch {
    return [];
  }
}

function readType(name: string, parts: readonly Named[]): ReadType {
  const directives = parts.flatMap((part) => part.directives ?? []);
  const fields = parts.flatMap(fieldsOf);
  const keys = new Set(
    directives
      .filter((each) => isNamedAs(each.name.value, 'key'))
      .flatMap((each) => (argumentOf([each], 'key', 'fields') ?? '').match(/\w+/g) ?? []),
  );
  const own = fields.filter((field) => !keys.has(field.name.value) && !has(field.directives, 'external'));
  return { name, directives, fields, own, isComposite: fields.length > 0 };
}

function fieldsOf(part: DefinitionNode): readonly FieldDefinitionNode[] {
  switch (part.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION:
      return part.fields ?? [];
    default:
      return [];
  }
}
