import { Kind, parse, print, visit, type DocumentNode } from 'graphql';
import { isDefer } from '../operation/defer-directive.js';
import type { PlannedGraph, Planner } from './planner.js';
import { fetchedKeysOf, type FetchedKeys } from './private-keys.js';

/**
 * A planner that is given operations in words it cannot misread: no response name that it uses itself, `__typename`
 * under its own name, no alias that says nothing, and no `@defer`, which decides only what is sent when.
 */
export function plainlyWorded(
  planner: Planner,
  { supergraphSdl, supergraph = parse(supergraphSdl, { noLocation: true }) }: Omit<PlannedGraph, 'schema'>,
): Planner {
  const keysOf = fetchedKeysOf(supergraph);
  return {
    ...planner,
    plan: async (request) => {
      const document = parse(request.text, { noLocation: true });
      const fetchedKeys = keysOf(document);
      const text = plainText(document, fetchedKeys) ?? request.text;
      return { ...(await planner.plan({ ...request, text })), fetchedKeys };
    },
  };
}

function plainText(document: DocumentNode, keys: FetchedKeys): string | undefined {
  let isChanged = false;
  const plain: DocumentNode = visit(document, {
    Directive: (node) => {
      if (!isDefer(node)) return undefined;
      isChanged = true;
      return null;
    },
    Field: (node) => {
      const key = keys.keyOf(node);
      // An alias that repeats the field's name makes the native planner abort where it meets the same field without one.
      const alias = node.name.value === '__typename' || key === node.name.value ? undefined : key;
      if (alias === node.alias?.value) return undefined;
      isChanged = true;
      return { ...node, alias: alias === undefined ? undefined : { kind: Kind.NAME, value: alias } };
    },
  });
  return isChanged ? print(plain) : undefined;
}
