import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { PowerGrant } from '../power-grant.js';
import { confirmTrialGrant } from './confirm-trial-grant.js';
import { grantPowers } from './grant-powers.js';
import { GrantPowersInput } from './grant-powers-input.js';
import { inCatalogue } from './in-catalogue.js';

@Resolver(() => PowerGrant)
export class GrantingResolver {
  @Mutation(() => [PowerGrant], {
    nullable: true,
    description: '赋权:把一批事项交给一批镇街或开发区,全部成功或全部不成(AU-04)。 Hands powers down, all or none.',
  })
  grantPowers(
    @Ctx() context: Context,
    @Arg('decision', () => GrantPowersInput, { description: '决定。 The decision.' }) decision: GrantPowersInput,
  ): Promise<PowerGrant[]> {
    return grantPowers(context, decision);
  }

  @Mutation(() => PowerGrant, { nullable: true, description: '试运行转为正式赋权。 Makes a trial a grant for good.' })
  confirmTrialGrant(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('documentNumber', () => String, { description: '文号,1—100 字。 Number of the decision.' })
    documentNumber: string,
    @Arg('publishedOn', () => CalendarDate, { description: '公布日期。 Day of publication.' }) publishedOn: string,
  ): Promise<PowerGrant> {
    return confirmTrialGrant(context, { id, version }, { documentNumber, publishedOn });
  }

  @FieldResolver(() => Boolean, {
    description:
      '事项是否在本县所依据的上级目录内(AU-04)。 Whether the catalogues that the county rests on have the item.',
  })
  inCatalogue(@Root() { itemCode, regionCode }: PowerGrant, @Ctx() context: Context): Promise<boolean> {
    return inCatalogue(context, itemCode, regionCode);
  }
}
