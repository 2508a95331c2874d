import { createHash } from 'node:crypto';
import { BREAK, type DocumentNode, type FieldNode, Kind, print, type SelectionNode, visit } from 'graphql';

/** A document without the introspection fields that stand in it, and those fields. */
export interface WithoutNested {
  readonly document: DocumentNode;
  /** Each under a name of its own, without its conditions: the answer's shape knows whether and where it stands. */
  readonly fields: readonly FieldNode[];
}

/** Whether a field is one of the two by which a schema tells about itself; they stand on the query type alone. */
export function isIntrospection({ name }: FieldNode): boolean {
  return name.value === '__schema' || name.value === '__type';
}

/** Whether a document asks for the schema, anywhere in it. */
export function introspectsIn(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field: (node) => {
      if (!isIntrospection(node)) return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}

/** Takes out the introspection of a query type that a field returns: no subgraph knows the whole schema. */
export function withoutNested(document: DocumentNode): WithoutNested {
  const fields = new Map<string, FieldNode>();
  const rest: DocumentNode = visit(document, {
    Field: (node) => {
      if (!isIntrospection(node)) return undefined;
      const key = nestedKey(node);
      fields.set(key, { ...plain(node), alias: { kind: Kind.NAME, value: key } });
      return null;
    },
    SelectionSet: {
      leave: (node) => (node.selections.length === 0 ? { ...node, selections: [typename] } : undefined),
    },
  });
  return fields.size === 0 ? { document, fields: [] } : { document: rest, fields: [...fields.values()] };
}

/** The value of a field of nested introspection, which may be written several times at one place. */
export function nestedValue(answers: Readonly<Record<string, unknown>>, nodes: readonly FieldNode[]): unknown {
  return nodes.map((node) => answers[nestedKey(node)]).reduce(merged);
}

const typename: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

// By what it asks: wherever it stands, the answer is the same.
function nestedKey(node: FieldNode): string {
  return `_nested_${createHash('sha256')
    .update(print(plain(node)))
    .digest('hex')}`;
}

function plain(node: FieldNode): FieldNode {
  return { ...node, alias: undefined, directives: [] };
}

function merged(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return one.map((item, index) => merged(item, other[index]));
  if (!isMap(one) || !isMap(other)) return other;
  const both: Record<string, unknown> = Object.assign(Object.create(null), one);
  for (const [key, value] of Object.entries(other)) both[key] = key in both ? merged(both[key], value) : value;
  return both;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
