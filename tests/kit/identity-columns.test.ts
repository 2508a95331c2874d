import { Entity } from '@mikro-orm/decorators/legacy';
import { expect, test } from '@jest/globals';
import { Directive, FieldResolver, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Database } from '../../kit/data/database.js';
import { IdColumn, VersionColumn } from '../../kit/data/identity-columns.js';
import { everyone } from '../../kit/data/visibility.js';
import { buildSubgraph } from '../../kit/module/build.js';
import { defineSubgraph } from '../../kit/module/define.js';
import { ForeignType } from '../../kit/module/foreign-type.js';

@ForeignType('number')
class Keeper {
  number!: string;
}

@Entity({ schema: 'lamps', tableName: 'lamps' })
@ObjectType()
@Directive('@key(fields: "id")')
class Lamp {
  @IdColumn()
  id!: string;

  @VersionColumn()
  version!: number;
}

@Resolver(() => Lamp)
class LampResolver {
  @Query(() => Lamp, { nullable: true })
  lamp(): null {
    return null;
  }

  @FieldResolver(() => Keeper, { nullable: true })
  keeper(@Root() { id }: Lamp): Keeper {
    return Object.assign(new Keeper(), { number: id });
  }
}

const lamps = defineSubgraph({
  name: 'lamps',
  version: '1.0.0',
  title: { zh: '路灯', en: 'Lamps' },
  entities: [{ entity: Lamp, visibility: everyone, keys: ['id'] }],
  foreign: [Keeper],
  resolvers: [LampResolver],
  migrations: [],
  policies: [],
});

test('The columns of an aggregate’s identity are described fields, and a stub is its key alone.', async () => {
  const { sdl } = await buildSubgraph(lamps);
  expect(sdl).toContain(`type Keeper
  @key(fields: "number")
{
  number: ID!
}`);
  expect(sdl).toContain(`type Lamp
  @key(fields: "id")
{
  """标识。 Identifier."""
  id: ID!
  keeper: Keeper

  """版本:每次变更加一,变更时须带上所见版本。 Goes up with each change; send what you saw."""
  version: Int!
}`);
});

test('They are columns of the row, and the id is its key.', async () => {
  const database = await Database.open({ kind: 'memory' });
  database.discover(lamps.subgraph.entities);
  const { primaryKeys, props } = database.metadata(Lamp);
  expect([primaryKeys, props.map(({ name, columnTypes }) => [name, columnTypes])]).toEqual([
    ['id'],
    [
      ['id', ['uuid']],
      ['version', ['int']],
    ],
  ]);
  await database.close();
});
