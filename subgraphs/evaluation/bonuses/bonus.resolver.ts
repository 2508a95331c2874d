import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { Decimal } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { AppraisalCycle } from '../cycles/appraisal-cycle.js';
import { StaffMember } from '../foreign.js';
import { BonusLine } from './bonus-line.js';

const BonusLineConnection = connectionOf(BonusLine, '绩效奖金');
const reading = 'bonus:read';

@Resolver(() => BonusLine)
export class BonusLineResolver {
  @Query(() => BonusLineConnection, {
    nullable: true,
    description: '可见范围内的绩效奖金(EV-08)。 Shares that this caller may see, in the order of their writing.',
  })
  bonusLines(@Ctx() context: Context, @Args(() => PageArguments) slice: PageArguments): Promise<Connection<BonusLine>> {
    return page(context, BonusLine, slice, {}, ['id']);
  }

  @FieldResolver(() => Decimal, {
    nullable: true,
    description: '金额(元);本人和有 bonus:read 的可见。 Yuan; for the person, and whoever holds the scope bonus:read.',
  })
  amount(@Root() { amount, staffNumber }: BonusLine, @Ctx() { caller }: Context): string | null {
    return caller.staffNumber === staffNumber || caller.scopes.has(reading) ? amount : null;
  }

  @FieldResolver(() => AppraisalCycle, { nullable: true, description: '考评。 The appraisal.' })
  cycle(@Root() { cycleId }: BonusLine, @Ctx() { session }: Context): Promise<AppraisalCycle | null> {
    return session.one(AppraisalCycle, 'id', cycleId);
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '人员。 Whose share it is.' })
  staffMember(@Root() { staffNumber }: BonusLine): StaffMember {
    return Object.assign(new StaffMember(), { number: staffNumber });
  }
}
