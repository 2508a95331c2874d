import { type DefinitionNode, Kind, parse, print } from 'graphql';
import type { SubgraphChange } from './subgraph-change.js';

/** How two schemas differ, part by part, in the order of names; the order of what they say counts for nothing. */
export function compareSchemas(earlier: string, later: string): SubgraphChange[] {
  const before = partsOf(earlier);
  const after = partsOf(later);
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((coordinate) => {
    const [was, is] = [before.get(coordinate) ?? null, after.get(coordinate) ?? null];
    if (was === is) return [];
    const kind = was === null ? 'ADDED' : is === null ? 'REMOVED' : 'CHANGED';
    return [{ kind, coordinate, before: was, after: is }];
  });
}

function partsOf(sdl: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  const add = (coordinate: string, text: string): void => {
    parts.set(coordinate, [...(parts.get(coordinate)?.split('\n') ?? []), text].join('\n'));
  };
  for (const definition of parse(sdl, { noLocation: true }).definitions) {
    const name = nameOf(definition);
    if ('fields' in definition && definition.fields) {
      add(name, print({ ...definition, fields: [] }));
      for (const field of definition.fields) add(`${name}.${field.name.value}`, print(field));
    } else add(name, print(definition));
  }
  return parts;
}

function nameOf(definition: DefinitionNode): string {
  if (definition.kind === Kind.DIRECTIVE_DEFINITION) return `@${definition.name.value}`;
  return 'name' in definition && definition.name ? definition.name.value : 'schema';
}
