import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { Organization } from '../organization.js';
import { TerritorialDuty } from '../territorial-duty.js';
import { DutySinkRequest } from './duty-sink-request.js';
import { SinkState } from './sink-vocabulary.js';

const DutySinkRequestConnection = connectionOf(DutySinkRequest, '职责下沉准入申请');

@Resolver(() => DutySinkRequest)
export class DutySinkResolver {
  @Query(() => DutySinkRequest, {
    nullable: true,
    description: '按标识取一件职责下沉准入申请。 One request by its id.',
  })
  async dutySinkRequest(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<DutySinkRequest> {
    const request = await session.one(DutySinkRequest, 'id', id);
    if (request === null) throw notFound(DutySinkRequest, id);
    return request;
  }

  @Query(() => DutySinkRequestConnection, {
    nullable: true,
    description:
      '可见范围内的职责下沉准入申请。 Requests that this caller may see, in the order in which they were made.',
  })
  dutySinkRequests(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('state', () => SinkState, { nullable: true, description: '状态。 State.' }) state?: SinkState,
  ): Promise<Connection<DutySinkRequest>> {
    return page(context, DutySinkRequest, slice, given({ state }), ['id']);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '申请部门。 The department that asks.' })
  applicant(@Root() { applicantCode }: DutySinkRequest, @Ctx() { session }: Context): Promise<Organization | null> {
    return session.one(Organization, 'code', applicantCode);
  }

  @FieldResolver(() => [Organization], { description: '征求意见的镇街政府。 Governments of the towns that are asked.' })
  async towns(@Root() { townCodes }: DutySinkRequest, @Ctx() { session }: Context): Promise<Organization[]> {
    const towns = await Promise.all(townCodes.map((code) => session.one(Organization, 'code', code)));
    return towns.filter((town) => town !== null);
  }

  @FieldResolver(() => TerritorialDuty, {
    nullable: true,
    description: '形成的属地管理事项。 The duty that came of it.',
  })
  resultingDuty(
    @Root() { dutyCode }: DutySinkRequest,
    @Ctx() { session }: Context,
  ): Promise<TerritorialDuty | null> | null {
    return dutyCode === null ? null : session.one(TerritorialDuty, 'code', dutyCode);
  }
}
