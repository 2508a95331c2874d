import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../kit/data/given.js';
import { notFound } from '../../kit/data/perform.js';
import { dockOf } from '../../kit/docking/dock.js';
import type { Context } from '../../kit/module/context.js';
import { connectionOf, type Connection, page, PageArguments } from '../../kit/paging/connection.js';
import { pageWithin } from '../../kit/paging/page-within.js';
import { checkSubgraph, SubgraphCheck } from './check-subgraph.js';
import { dealsWith } from './conditions.js';
import { Organization } from './foreign.js';
import { ProposalInput } from './proposal-input.js';
import { publishSubgraph } from './publish-subgraph.js';
import { RegisteredSubgraph } from './registered-subgraph.js';
import { SubgraphAddress } from './subgraph-address.js';
import { healthOf, SubgraphHealth } from './subgraph-health.js';
import { SubgraphVersion } from './subgraph-version.js';
import { VersionState } from './version-state.js';

const RegisteredSubgraphConnection = connectionOf(RegisteredSubgraph, '部门子图');
const SubgraphVersionConnection = connectionOf(SubgraphVersion, '子图版本');
const SubgraphAddressConnection = connectionOf(SubgraphAddress, '许可地址');

@Resolver(() => RegisteredSubgraph)
export class SubgraphResolver {
  @Query(() => RegisteredSubgraphConnection, {
    nullable: true,
    description: '部门子图,按名称。 Subgraphs of departments by their names.',
  })
  subgraphs(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('organization', () => ID, { nullable: true, description: '部门。 Department.' }) organization?: string,
  ): Promise<Connection<RegisteredSubgraph>> {
    return page(context, RegisteredSubgraph, slice, given({ organizationCode: organization }), ['name']);
  }

  @Query(() => RegisteredSubgraph, { nullable: true, description: '按名称取一个部门子图。 One subgraph by its name.' })
  async subgraph(
    @Ctx() { session }: Context,
    @Arg('name', () => ID, { description: '名称。 Name.' }) name: string,
  ): Promise<RegisteredSubgraph> {
    const subgraph = await session.one(RegisteredSubgraph, 'name', name);
    if (subgraph === null) throw notFound(RegisteredSubgraph, name);
    return subgraph;
  }

  @Query(() => SubgraphAddressConnection, {
    nullable: true,
    description: '各部门系统的许可地址。 Where departments may serve subgraphs.',
  })
  subgraphAddresses(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('organization', () => ID, { nullable: true, description: '部门。 Department.' }) organization?: string,
  ): Promise<Connection<SubgraphAddress>> {
    return page(context, SubgraphAddress, slice, given({ organizationCode: organization }), ['origin', 'id']);
  }

  @Mutation(() => SubgraphCheck, {
    nullable: true,
    description: '检查拟发布的子图,不作任何变更。 Says what a publication would meet, and changes nothing.',
  })
  checkSubgraph(
    @Ctx() context: Context,
    @Arg('proposal', () => ProposalInput, { description: '拟发布的子图。 The subgraph.' }) proposal: ProposalInput,
  ): Promise<SubgraphCheck> {
    return checkSubgraph(context, proposal);
  }

  @Mutation(() => SubgraphVersion, {
    nullable: true,
    description: '发布子图的一个版本,待审批后装入总图。 Publishes a version, which waits for approval.',
  })
  publishSubgraph(
    @Ctx() context: Context,
    @Arg('proposal', () => ProposalInput, { description: '拟发布的子图。 The subgraph.' }) proposal: ProposalInput,
    @Arg('expectedVersion', () => Int, { description: '所见最新版本号,首次为 0。 Newest version seen; 0 for none.' })
    expectedVersion: number,
  ): Promise<SubgraphVersion> {
    return publishSubgraph(context, proposal, expectedVersion);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '登记该名称的部门。 The department.' })
  organization(@Root() { organizationCode: code }: RegisteredSubgraph): Organization {
    return Object.assign(new Organization(), { code });
  }

  @FieldResolver(() => SubgraphHealth, {
    nullable: true,
    description:
      '健康状况,仅登记审批人、登记管理员和所属部门可见;不在总图中的为空。 How it is, for approvers and administrators of the registry and its own department; null for one that is not part of the graph.',
  })
  health(@Root() { name, organizationCode }: RegisteredSubgraph, @Ctx() context: Context): SubgraphHealth | null {
    if (!dealsWith(context.caller, organizationCode)) return null;
    const health = dockOf(context).health(name);
    return health && healthOf(name, health);
  }

  @FieldResolver(() => SubgraphVersionConnection, { nullable: true, description: '全部版本,按版本号。 Every version.' })
  versions(
    @Root() { name }: RegisteredSubgraph,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('state', () => VersionState, { nullable: true, description: '状态。 State.' }) state?: VersionState,
  ): Promise<Connection<SubgraphVersion>> {
    return pageWithin(context, SubgraphVersion, slice, name, {
      column: 'subgraphName',
      where: given({ state }),
      order: ['number'],
    });
  }
}

@Resolver(() => SubgraphAddress)
export class SubgraphAddressResolver {
  @FieldResolver(() => Organization, { nullable: true, description: '部门。 The department.' })
  organization(@Root() { organizationCode: code }: SubgraphAddress): Organization {
    return Object.assign(new Organization(), { code });
  }
}
