import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { Organization, StaffMember } from '../foreign.js';
import { lockStation, transferStationedStaff } from './lock-station.js';
import { lockWorkflow } from './lock-workflow.js';
import { StationLock } from './station-lock.js';

const StationLockConnection = connectionOf(StationLock, '双锁定');
const idText = { description: '双锁定标识。 Identifier of the lock.' };
const versionText = { description: '所见版本。 The version that you saw.' };
const agencyText = { description: '驻镇机构编码。 Code of the agency.' };
const staffText = { description: '工号。 Staff number.' };
const reasonText = { description: '理由,1—500 字。 Why.' };

@Resolver(() => StationLock)
export class StationLockResolver {
  @Query(() => StationLock, { nullable: true, description: '按标识取一项双锁定。 One double lock by its id.' })
  async stationLock(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<StationLock> {
    const lock = await session.one(StationLock, 'id', id);
    if (lock === null) throw notFound(StationLock, id);
    return lock;
  }

  @Query(() => StationLockConnection, {
    nullable: true,
    description: '可见范围内的双锁定(EV-12)。 Double locks that this caller may see, in the order of their making.',
  })
  stationLocks(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
  ): Promise<Connection<StationLock>> {
    return page(context, StationLock, slice, {}, ['id']);
  }

  @Mutation(() => StationLock, {
    nullable: true,
    description: '双锁定一个派驻机构:锁编制、锁人员(EV-12)。 Locks an agency’s posts and people.',
  })
  lockStation(
    @Ctx() context: Context,
    @Arg('agency', () => ID, agencyText) agency: string,
    @Arg('headcount', () => Int, { description: '编制数。 Established posts.' }) headcount: number,
    @Arg('staff', () => [ID], { description: '人员工号,至多 100 人。 Staff numbers, 100 at most.' }) staff: string[],
    @Arg('termMonths', () => Int, { description: '最低服务期(月),1—120。 Least term in months.' }) termMonths: number,
  ): Promise<StationLock> {
    return lockStation(context, { agency, headcount, staff, termMonths });
  }

  @Mutation(() => StationLock, {
    nullable: true,
    description:
      '部门调整派驻机构编制;锁定期内不得减少(EV-12)。 Changes an agency’s posts; never to fewer while it is locked.',
  })
  changeStationHeadcount(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('headcount', () => Int, { description: '编制数。 Established posts.' }) headcount: number,
    @Arg('reason', () => String, reasonText) reason: string,
  ): Promise<StationLock> {
    return move(lockWorkflow, 'changeStationHeadcount', { id, version }, context, { headcount, reason });
  }

  @Mutation(() => StationLock, {
    nullable: true,
    description:
      '部门调离派驻干部;锁定的须先经乡镇同意(EV-12)。 Transfers somebody; whoever is locked only after the town let go.',
  })
  transferStationedStaff(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('staff', () => ID, staffText) staff: string,
    @Arg('to', () => ID, { description: '调入单位编码。 Code of the organisation that takes the person.' }) to: string,
    @Arg('reason', () => String, reasonText) reason: string,
  ): Promise<StationLock> {
    return transferStationedStaff(context, { id, version }, { staffNumber: staff, to, reason });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '派驻机构。 The agency.' })
  agency(@Root() { agencyCode }: StationLock): Organization {
    return Object.assign(new Organization(), { code: agencyCode });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '所在镇街。 The town’s government.' })
  town(@Root() { townCode }: StationLock): Organization {
    return Object.assign(new Organization(), { code: townCode });
  }

  @FieldResolver(() => [StaffMember], { nullable: 'itemsAndList', description: '锁定的人员。 Who is locked.' })
  staff(@Root() { staffNumbers }: StationLock): StaffMember[] {
    return staffNumbers.map((number) => Object.assign(new StaffMember(), { number }));
  }
}
