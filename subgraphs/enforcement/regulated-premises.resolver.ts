import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, type Connection, page, PageArguments } from '../../kit/paging/connection.js';
import { given } from '../../kit/data/given.js';
import type { Context } from '../../kit/module/context.js';
import { Grid } from './foreign.js';
import { PremisesKind, RegulatedPremises } from './regulated-premises.js';

/** One page of premises. */
export const RegulatedPremisesConnection = connectionOf(RegulatedPremises, '监管场所');

@Resolver(() => RegulatedPremises)
export class RegulatedPremisesResolver {
  @Query(() => RegulatedPremisesConnection, {
    nullable: true,
    description: '可见范围内的监管场所,按编码排序。 Premises that this caller may see, in the order of their codes.',
  })
  regulatedPremises(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('grid', () => ID, { nullable: true, description: '三级网格编码。 Code of the grid.' }) grid?: string,
    @Arg('kind', () => PremisesKind, { nullable: true, description: '类型。 Kind.' }) kind?: PremisesKind,
  ): Promise<Connection<RegulatedPremises>> {
    return page(context, RegulatedPremises, slice, given({ gridCode: grid, kind }), ['code']);
  }

  @FieldResolver(() => Grid, { nullable: true, description: '所在网格。 The grid it lies in.' })
  grid(@Root() premises: RegulatedPremises): Grid {
    return Object.assign(new Grid(), { code: premises.gridCode });
  }
}
