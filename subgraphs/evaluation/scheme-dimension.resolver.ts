import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import { AppraisalScheme } from './appraisal-scheme.js';
import { SchemeDimension } from './scheme-dimension.js';

@Resolver(() => SchemeDimension)
export class SchemeDimensionResolver {
  @FieldResolver(() => AppraisalScheme, { nullable: true, description: '所属方案。 The scheme.' })
  scheme(@Root() dimension: SchemeDimension, @Ctx() { session }: Context): Promise<AppraisalScheme | null> {
    return session.one(AppraisalScheme, 'code', dimension.schemeCode);
  }
}
