import { Arg, ID, Query, Resolver } from 'type-graphql';
import { inRegion } from '../../../kit/data/visibility.js';
import { definePlugin } from '../../../kit/module/define.js';
import { Permit } from './permit.js';
import { permitGranted, permitWorkflow } from './permit-workflow.js';

@Resolver(() => Permit)
class PermitResolver {
  @Query(() => Permit, { nullable: true, description: '一件许可。 One permit.' })
  permit(@Arg('id', () => ID, { description: '标识。 Identifier.' }) _id: string): Permit | null {
    return null;
  }
}

/** A module whose aggregates tests move by the engine itself. */
export default definePlugin({
  name: 'permit',
  version: '1.0.0',
  title: { zh: '许可', en: 'Permits' },
  emits: [permitGranted],
  subgraph: {
    entities: [{ entity: Permit, visibility: inRegion('regionCode'), keys: ['id'] }],
    resolvers: [PermitResolver],
    workflows: [permitWorkflow],
    policies: [],
    migrations: [
      {
        name: '0001-permits',
        sql: `create table permit.permits (id uuid primary key, version integer not null default 1,
          state text collate "C" not null, region_code text collate "C" not null, course jsonb not null,
          departments jsonb not null, metres integer not null);`,
      },
    ],
  },
});
