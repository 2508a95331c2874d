import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { EntryText } from '../lists/entry-text.js';
import { Organization } from '../organization.js';
import { PowerItem } from '../power-item.js';
import { PowerList } from '../power-list.js';
import { editionOf, PowerListVersion } from '../power-list-version.js';
import { Region } from '../region.js';
import { TerritorialDuty } from '../territorial-duty.js';
import { ListChangeProposal } from './list-change-proposal.js';
import { ProposalState } from './proposal-vocabulary.js';

const ListChangeProposalConnection = connectionOf(ListChangeProposal, '清单调整建议');

@Resolver(() => ListChangeProposal)
export class ListChangeProposalResolver {
  @Query(() => ListChangeProposal, {
    nullable: true,
    description: '按标识取一件清单调整建议。 One proposal by its id.',
  })
  async listChangeProposal(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<ListChangeProposal> {
    const proposal = await session.one(ListChangeProposal, 'id', id);
    if (proposal === null) throw notFound(ListChangeProposal, id);
    return proposal;
  }

  @Query(() => ListChangeProposalConnection, {
    nullable: true,
    description: '可见范围内的清单调整建议。 Proposals that this caller may see, in the order in which they were made.',
  })
  listChangeProposals(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('state', () => ProposalState, { nullable: true, description: '状态。 State.' }) state?: ProposalState,
    @Arg('proposedByTown', () => Boolean, { nullable: true, description: '是否镇街提出。 Whether a town proposed it.' })
    proposedByTown?: boolean,
  ): Promise<Connection<ListChangeProposal>> {
    return page(context, ListChangeProposal, slice, given({ state, proposedByTown }), ['id']);
  }

  @FieldResolver(() => PowerList, { nullable: true, description: '清单。 The list.' })
  list(@Root() { listCode }: ListChangeProposal, @Ctx() { session }: Context): Promise<PowerList | null> {
    return session.one(PowerList, 'code', listCode);
  }

  @FieldResolver(() => PowerItem, { nullable: true, description: '权力事项。 The power item.' })
  item(@Root() { itemCode }: ListChangeProposal, @Ctx() { session }: Context): Promise<PowerItem | null> {
    return session.one(PowerItem, 'code', itemCode);
  }

  @FieldResolver(() => TerritorialDuty, { nullable: true, description: '属地管理事项。 The territorial duty.' })
  duty(@Root() { itemCode }: ListChangeProposal, @Ctx() { session }: Context): Promise<TerritorialDuty | null> {
    return session.one(TerritorialDuty, 'code', itemCode);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '提出单位。 Who proposed it.' })
  proposer(@Root() { proposerCode }: ListChangeProposal, @Ctx() { session }: Context): Promise<Organization | null> {
    return session.one(Organization, 'code', proposerCode);
  }

  @FieldResolver(() => [Region], {
    description: '取消所限的镇街;空为全部。 Towns that it is limited to; none means all.',
  })
  async towns(@Root() { townCodes }: ListChangeProposal, @Ctx() { session }: Context): Promise<Region[]> {
    const towns = await Promise.all(townCodes.map((code) => session.one(Region, 'code', code)));
    return towns.filter((town) => town !== null);
  }

  @FieldResolver(() => [Organization], { description: '征求意见的单位。 Who is asked for an opinion.' })
  async consulted(
    @Root() { consultedCodes }: ListChangeProposal,
    @Ctx() { session }: Context,
  ): Promise<Organization[]> {
    const asked = await Promise.all(consultedCodes.map((code) => session.one(Organization, 'code', code)));
    return asked.filter((each) => each !== null);
  }

  @FieldResolver(() => EntryText, { nullable: true, description: '建议的四项内容。 The four texts that it proposes.' })
  texts(@Root() { id, texts }: ListChangeProposal): EntryText | null {
    return texts ? Object.assign(new EntryText(), { id, ...texts }) : null;
  }

  @FieldResolver(() => PowerListVersion, { nullable: true, description: '公布的版本。 The version that came of it.' })
  resultVersion(
    @Root() { listCode, resultNumber }: ListChangeProposal,
    @Ctx() { session }: Context,
  ): Promise<PowerListVersion | null> | null {
    return resultNumber === null ? null : session.one(PowerListVersion, 'edition', editionOf(listCode, resultNumber));
  }
}
