import {
  Kind,
  parse,
  print,
  visit,
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
} from 'graphql';
import { eachAppliedDirective } from '../supergraph/applied-directives.js';
import { interfaceObjectsOf } from './interface-objects.js';

/**
 * Under which key a field of an operation stands in the tree that fetches fill. Planners put keys and required fields
 * into that tree by their own names; a client's field that is called the same and is something else gets a private key.
 */
export interface FetchedKeys {
  keyOf(field: FieldNode): string;
}

const privateKey = /^_as\d*_/;

/** The response name that the client knows of a key in the tree. */
export function clientKey(key: string | number): string | number {
  return typeof key === 'string' ? key.replace(privateKey, '') : key;
}

/**
 * Reads which names planners use for themselves: fields in `@key` and `@requires`, and `__typename`. Where a subgraph
 * knows an interface as one object, what an operation asks of several types under one name comes from one fetch, so
 * each meaning of such a name gets a private key as well.
 */
export function fetchedKeysOf(supergraph: DocumentNode): (operation: DocumentNode) => FetchedKeys {
  const reserved = new Set(['__typename']);
  const contested = new Set<string>();
  const fieldSets = new Set<string>();
  eachAppliedDirective(supergraph, (applied) => fieldSetsOf(applied).forEach((fields) => fieldSets.add(fields)));
  for (const fields of fieldSets)
    visit(parse(`{ ${fields} }`, { noLocation: true }), {
      Field: ({ name, arguments: given }) => {
        reserved.add(name.value);
        if (given && given.length > 0) contested.add(name.value);
      },
    });
  const hasInterfaceObjects = interfaceObjectsOf(supergraph).size > 0;
  return (operation) => {
    const meanings = hasInterfaceObjects ? namesOfSeveralMeanings(operation) : noMeanings;
    return {
      keyOf: (field) => {
        const { name, alias, arguments: given = [] } = field;
        const key = alias?.value ?? name.value;
        const number = meanings.get(key)?.indexOf(meaningOf(field)) ?? -1;
        if (number >= 0) return `_as${number}_${key}`;
        const isOther = key !== name.value || given.length > 0;
        const isPrivate = contested.has(key) || (reserved.has(key) && isOther) || privateKey.test(key);
        return isPrivate ? `_as_${key}` : key;
      },
    };
  };
}

const noMeanings: ReadonlyMap<string, readonly string[]> = new Map();

function namesOfSeveralMeanings(operation: DocumentNode): ReadonlyMap<string, readonly string[]> {
  const meanings = new Map<string, Set<string>>();
  visit(operation, {
    Field: (field) => {
      const key = (field.alias ?? field.name).value;
      meanings.set(key, (meanings.get(key) ?? new Set()).add(meaningOf(field)));
    },
  });
  return new Map([...meanings].flatMap(([key, all]) => (all.size > 1 ? [[key, [...all]]] : [])));
}

// Equal for fields that merge: the order of arguments, and of the fields of an input object, says nothing.
function meaningOf({ name, arguments: given = [] }: FieldNode): string {
  return `${name.value} ${inOrder(given).map(printedInOrder).join(' ')}`;
}

function printedInOrder(argument: ArgumentNode): string {
  return print(visit(argument, { ObjectValue: { leave: (node) => ({ ...node, fields: inOrder(node.fields) }) } }));
}

function inOrder<Named extends { readonly name: { readonly value: string } }>(nodes: readonly Named[]): Named[] {
  return nodes.toSorted((one, other) => (one.name.value < other.name.value ? -1 : 1));
}

function fieldSetsOf(directive: ConstDirectiveNode): string[] {
  if (directive.name.value !== 'join__type' && directive.name.value !== 'join__field') return [];
  return (directive.arguments ?? []).flatMap(({ name, value }) =>
    (name.value === 'key' || name.value === 'requires') && value.kind === Kind.STRING ? [value.value] : [],
  );
}
