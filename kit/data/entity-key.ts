import { type FieldNode, Kind, parse, type SelectionSetNode } from 'graphql';
import type { Class } from '../module/define.js';
import { mayHold } from './column-values.js';
import type { Session } from './session.js';

/** A field of a key: where a reference holds it, and the column in which rows do. */
export interface KeyField {
  readonly path: readonly string[];
  readonly column: string;
}

/**
 * The fields of a key, which is a field set of the federation specification: `id`, `sku package`. What is nested stands in
 * the column that is named as its path: `variation { id }` in `variationId`.
 */
export function fieldsOfKey(key: string): readonly KeyField[] {
  const [definition] = parse(`{ ${key} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`The key "${key}" is no field set.`);
  return pathsIn(definition.selectionSet, []).map((path) => ({ path, column: columnNamed(path) }));
}

function pathsIn({ selections }: SelectionSetNode, above: readonly string[]): string[][] {
  return selections
    .filter((selection): selection is FieldNode => selection.kind === Kind.FIELD)
    .flatMap(({ name, selectionSet }) => {
      const path = [...above, name.value];
      return selectionSet ? pathsIn(selectionSet, path) : [path];
    });
}

function columnNamed([first = '', ...rest]: readonly string[]): string {
  return first + rest.map((name) => name.charAt(0).toUpperCase() + name.slice(1)).join('');
}

/**
 * The row that holds these values, one for each column of a key; null when there is none or it is out of sight. Any
 * number of references by one key costs one statement.
 */
export function rowByKey<T extends object>(
  session: Session,
  entity: Class<T>,
  values: Readonly<Record<string, string>>,
): Promise<T | null> {
  const columns = Object.keys(values);
  const [column, ...more] = Object.entries(values);
  if (column && more.length === 0) return session.one(entity, column[0] as string & keyof T, column[1]);
  const name = `${entity.name} by ${columns.join(' ')}`;
  return session.batch(name, JSON.stringify(values), async (keys, manager) => {
    const asked = keys.map((key) => Object.entries(JSON.parse(key) as typeof values));
    const metadata = manager.getMetadata(entity as never);
    const possible = asked.filter((each) => each.every(([one, text]) => mayHold(metadata, one, text)));
    const where = { $or: possible.map((each) => Object.fromEntries(each)) };
    const rows = possible.length === 0 ? [] : ((await manager.find(entity as never, where as never)) as T[]);
    const found = new Map(rows.map((row) => [textOf(row, columns), row]));
    return keys.map((key) => found.get(key) ?? null);
  });
}

function textOf(row: object, columns: readonly string[]): string {
  const held = new Map(Object.entries(row));
  return JSON.stringify(Object.fromEntries(columns.map((column) => [column, String(held.get(column))])));
}
