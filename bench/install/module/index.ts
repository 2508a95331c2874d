import { Arg, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { definePlugin } from '../../../kit/module/define.js';
import { ForeignType } from '../../../kit/module/foreign-type.js';

/** A plug-in that the bench installs and takes away: a type of its own, and a field on another subgraph's. */
@ObjectType({ description: '潮位。 The tide at one region.' })
class Tide {
  @Field(() => ID, { description: '区划代码。 Code of the region.' })
  region!: string;

  @Field(() => String, { description: '涨落。 Whether it rises.' })
  stage!: string;
}

@ForeignType('code')
class Region {
  code!: string;
}

@Resolver(() => Region)
class TideResolver {
  @Query(() => Tide, { nullable: true, description: '一地潮位。 The tide of a region.' })
  tide(@Arg('region', () => ID, { description: '区划代码。 Code of the region.' }) region: string): Tide {
    return Object.assign(new Tide(), { region, stage: '涨' });
  }

  @FieldResolver(() => Tide, { nullable: true, description: '潮位。 The tide.' })
  tideThere(@Root() { code }: Region): Tide {
    return Object.assign(new Tide(), { region: code, stage: '落' });
  }
}

export default definePlugin({
  name: 'tide',
  version: '1.0.0',
  title: { zh: '潮位', en: 'Tide' },
  needs: ['authority'],
  subgraph: { entities: [], foreign: [Region], resolvers: [TideResolver], migrations: [], policies: [] },
});
