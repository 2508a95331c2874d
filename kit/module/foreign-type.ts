import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { Class } from './define.js';

/** Makes a class the stub of another subgraph's type, which rows of this one name by `key`: a column that is an ID there. */
export function ForeignType<Key extends string>(key: Key): (stub: Class<Readonly<Record<Key, string>>>) => void {
  return (stub) => {
    Field(() => ID)(stub.prototype as object, key);
    Directive(`@key(fields: "${key}")`)(stub);
    ObjectType()(stub);
  };
}
