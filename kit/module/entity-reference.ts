import { fieldsOfKey, type KeyField, rowByKey } from '../data/entity-key.js';
import type { Context } from './context.js';
import type { EntityDeclaration } from './define.js';

type Reference = Readonly<Record<string, unknown>>;

/**
 * Makes the function that finds the row which a reference names, by the first of the entity's keys that it holds whole. A
 * key with a null in it names nothing.
 */
export function resolveByKeys({ entity, keys }: EntityDeclaration) {
  const declared = keys.map(fieldsOfKey);
  return async (reference: Reference, context: Context): Promise<object | null> => {
    const held = declared
      .map((fields) => fields.map((field) => [field.column, valueAt(reference, field)] as const))
      .filter((values) => values.every(([, value]) => value !== undefined));
    if (held.length === 0) throw new Error(`A reference to ${entity.name} holds none of its keys: ${keys.join(', ')}.`);
    const whole = held.find((values) => values.every(([, value]) => value !== null));
    if (!whole) return null;
    const texts = Object.fromEntries(whole.map(([column, value]) => [column, String(value)]));
    return rowByKey(context.session, entity, texts);
  };
}

function valueAt(reference: Reference, { path }: KeyField): unknown {
  return path.reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null) return value;
    return Object.hasOwn(value, name) ? (value as Reference)[name] : undefined;
  }, reference);
}
