import { Kind, type DocumentNode } from 'graphql';
import type { PossibleTypes } from './plan.js';

/** Reads the possible object types of every abstract type from a supergraph's definitions. */
export function possibleTypesOf(supergraph: DocumentNode): PossibleTypes {
  const types = new Map<string, Set<string>>();
  const add = (abstractType: string, objectType: string) => {
    const known = types.get(abstractType);
    if (known) known.add(objectType);
    else types.set(abstractType, new Set([objectType]));
  };
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION)
      for (const implemented of definition.interfaces ?? []) add(implemented.name.value, definition.name.value);
    if (definition.kind === Kind.UNION_TYPE_DEFINITION)
      for (const member of definition.types ?? []) add(definition.name.value, member.name.value);
  }
  return types;
}

/** Whether an object of type `typename` satisfies a type condition; an object without a type name satisfies none. */
export function satisfies(types: PossibleTypes, typename: unknown, condition: string): boolean {
  if (typeof typename !== 'string') return false;
  return typename === condition || types.get(condition)?.has(typename) === true;
}
