import { Kind, parse, print, visit, type DocumentNode } from 'graphql';
import type { PlannedGraph, Planner } from './planner.js';
import { fetchedKeysOf, type FetchedKeys } from './private-keys.js';

/**
 * A planner that is given operations in words it cannot misread: no response name that it uses itself, `__typename`
 * under its own name, no alias that says nothing.
 */
export function plainlyWorded(planner: Planner, { supergraphSdl }: Pick<PlannedGraph, 'supergraphSdl'>): Planner {
  const fetchedKeys = fetchedKeysOf(parse(supergraphSdl, { noLocation: true }));
  return {
    name: planner.name,
    plan: async (request) => ({
      ...(await planner.plan({ ...request, text: plainText(request.text, fetchedKeys) })),
      fetchedKeys,
    }),
  };
}

function plainText(text: string, keys: FetchedKeys): string {
  let isChanged = false;
  const plain: DocumentNode = visit(parse(text, { noLocation: true }), {
    Field: (node) => {
      const key = keys.keyOf(node);
      // An alias that repeats the field's name makes the native planner abort the whole process where it meets the same
      // field without one.
      const alias = node.name.value === '__typename' || key === node.name.value ? undefined : key;
      if (alias === node.alias?.value) return undefined;
      isChanged = true;
      return { ...node, alias: alias === undefined ? undefined : { kind: Kind.NAME, value: alias } };
    },
  });
  return isChanged ? print(plain) : text;
}
