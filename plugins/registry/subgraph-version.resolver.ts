import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { aside } from '../../kit/aside/aside.js';
import { move } from '../../kit/workflow/move.js';
import { approveVersion } from './approve-version.js';
import { compareSchemas } from './compare-schemas.js';
import { Organization } from './foreign.js';
import { RegisteredSubgraph } from './registered-subgraph.js';
import { retireSubgraph } from './retire-subgraph.js';
import { rollbackSubgraph } from './rollback-subgraph.js';
import { SubgraphChange } from './subgraph-change.js';
import { SubgraphVersion } from './subgraph-version.js';
import { versionWorkflow } from './version-workflow.js';

@Resolver(() => SubgraphVersion)
export class SubgraphVersionResolver {
  @Query(() => SubgraphVersion, { nullable: true, description: '按标识取一个版本。 One version by its id.' })
  subgraphVersion(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<SubgraphVersion> {
    return versionOf(context, id);
  }

  @Query(() => [SubgraphChange], {
    nullable: true,
    description: '两个版本的差异,按类型和字段。 How two versions differ, part by part.',
  })
  async compareVersions(
    @Ctx() context: Context,
    @Arg('from', () => ID, { description: '之前版本的标识。 The earlier one.' }) from: string,
    @Arg('to', () => ID, { description: '之后版本的标识。 The later one.' }) to: string,
  ): Promise<SubgraphChange[]> {
    const [earlier, later] = await Promise.all([versionOf(context, from), versionOf(context, to)]);
    return aside(new URL('./compare-schemas.ts', import.meta.url), compareSchemas, earlier.sdl, later.sdl);
  }

  @Mutation(() => SubgraphVersion, {
    nullable: true,
    description: '批准版本;须同意的各方都同意后装入总图。 Approves a version; the last approval installs it.',
  })
  approveVersion(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '版本的标识。 The version.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version of the row that you saw.' }) version: number,
  ): Promise<SubgraphVersion> {
    return approveVersion(context, { id, version });
  }

  @Mutation(() => SubgraphVersion, { nullable: true, description: '不予批准并写明理由。 Rejects a version.' })
  rejectVersion(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '版本的标识。 The version.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version of the row that you saw.' }) version: number,
    @Arg('reason', () => String, { description: '理由。 Why.' }) reason: string,
  ): Promise<SubgraphVersion> {
    return move(versionWorkflow, 'rejectVersion', { id, version }, context, { reason });
  }

  @Mutation(() => SubgraphVersion, {
    nullable: true,
    description: '一步恢复留存的版本,取代在用的。 Brings a kept version back, in the place of the one in use.',
  })
  rollbackSubgraph(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '版本的标识。 The version.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version of the row that you saw.' }) version: number,
    @Arg('mayBreak', () => [ID], {
      defaultValue: [],
      description: '允许失效的操作(摘要)。 Digests of operations that may break.',
    })
    mayBreak: string[],
  ): Promise<SubgraphVersion> {
    return rollbackSubgraph(context, { id, version }, mayBreak);
  }

  @Mutation(() => SubgraphVersion, {
    nullable: true,
    description: '使子图退出总图,版本留存。 Takes a subgraph out of the graph; the version is kept.',
  })
  retireSubgraph(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '在用版本的标识。 The version in use.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version of the row that you saw.' }) version: number,
    @Arg('mayBreak', () => [ID], {
      defaultValue: [],
      description: '允许失效的操作(摘要)。 Digests of operations that may break.',
    })
    mayBreak: string[],
  ): Promise<SubgraphVersion> {
    return retireSubgraph(context, { id, version }, mayBreak);
  }

  @FieldResolver(() => RegisteredSubgraph, { nullable: true, description: '所属子图。 Its subgraph.' })
  subgraph(@Root() { subgraphName }: SubgraphVersion, @Ctx() { session }: Context): Promise<RegisteredSubgraph | null> {
    return session.one(RegisteredSubgraph, 'name', subgraphName);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '发布部门。 The department.' })
  organization(@Root() { organizationCode: code }: SubgraphVersion): Organization {
    return Object.assign(new Organization(), { code });
  }
}

async function versionOf({ session }: Context, id: string): Promise<SubgraphVersion> {
  const version = await session.one(SubgraphVersion, 'id', id);
  if (version === null) throw notFound(SubgraphVersion, id);
  return version;
}
