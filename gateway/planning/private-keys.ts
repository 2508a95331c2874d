import { Kind, parse, visit, type DirectiveNode, type DocumentNode, type FieldNode } from 'graphql';

/**
 * Under which key a field of an operation stands in the tree that fetches fill. Planners put keys and required fields
 * into that tree by their own names; a client's field that is called the same and is something else gets a private key.
 */
export interface FetchedKeys {
  keyOf(field: FieldNode): string;
}

const prefix = '_as_';

/** The response name that the client knows of a key in the tree. */
export function clientKey(key: string | number): string | number {
  return typeof key === 'string' && key.startsWith(prefix) ? key.slice(prefix.length) : key;
}

/** Reads which names planners use for themselves: fields in `@key` and `@requires`, and `__typename`. */
export function fetchedKeysOf(supergraph: DocumentNode): FetchedKeys {
  const reserved = new Set(['__typename']);
  const contested = new Set<string>();
  visit(supergraph, {
    Directive: (directive) =>
      fieldSetsOf(directive).forEach((fields) =>
        visit(parse(`{ ${fields} }`, { noLocation: true }), {
          Field: ({ name, arguments: given }) => {
            reserved.add(name.value);
            if (given && given.length > 0) contested.add(name.value);
          },
        }),
      ),
  });
  return {
    keyOf: ({ name, alias, arguments: given = [] }) => {
      const key = alias?.value ?? name.value;
      const isOther = key !== name.value || given.length > 0;
      const isPrivate = contested.has(key) || (reserved.has(key) && isOther) || key.startsWith(prefix);
      return isPrivate ? prefix + key : key;
    },
  };
}

function fieldSetsOf(directive: DirectiveNode): string[] {
  if (directive.name.value !== 'join__type' && directive.name.value !== 'join__field') return [];
  return (directive.arguments ?? []).flatMap(({ name, value }) =>
    (name.value === 'key' || name.value === 'requires') && value.kind === Kind.STRING ? [value.value] : [],
  );
}
