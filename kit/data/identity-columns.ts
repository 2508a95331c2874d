import { PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int } from 'type-graphql';

/** The column `id` of an entity that the graph shows: the key of its row, made in kit. */
export function IdColumn(): (prototype: object, name: string) => void {
  return (prototype, name) => {
    Field(() => ID, { description: '标识。 Identifier.' })(prototype, name);
    PrimaryKey({ type: 'uuid' })(prototype, name);
  };
}

/** The column `version` of an aggregate that the graph shows: `perform` compares it with the one that the caller saw. */
export function VersionColumn(): (prototype: object, name: string) => void {
  return (prototype, name) => {
    Field(() => Int, {
      description: '版本:每次变更加一,变更时须带上所见版本。 Goes up with each change; send what you saw.',
    })(prototype, name);
    Property({ type: 'integer' })(prototype, name);
  };
}
