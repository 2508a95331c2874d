import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, type Connection, page, PageArguments } from '../../kit/paging/connection.js';
import { given } from '../../kit/data/given.js';
import { notFound } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { CentreLevel, CommandCentre } from './command-centre.js';
import { Organization, Region, StaffMember } from './foreign.js';

const CommandCentreConnection = connectionOf(CommandCentre, '指挥中心');

@Resolver(() => CommandCentre)
export class CommandCentreResolver {
  @Query(() => CommandCentre, { nullable: true, description: '按编码取一个指挥中心。 One command centre by code.' })
  async commandCentre(
    @Ctx() context: Context,
    @Arg('code', () => ID, { description: '中心编码。 Code of the centre.' }) code: string,
  ): Promise<CommandCentre> {
    const centre = await context.session.one(CommandCentre, 'code', code);
    if (centre === null) throw notFound(CommandCentre, code);
    return centre;
  }

  @Query(() => CommandCentreConnection, {
    nullable: true,
    description: '指挥中心,按编码排序(DI-03)。 Command centres in the order of their codes.',
  })
  commandCentres(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('level', () => CentreLevel, { nullable: true, description: '层级。 Level.' }) level?: CentreLevel,
  ): Promise<Connection<CommandCentre>> {
    return page(context, CommandCentre, slice, given({ level }), ['code']);
  }

  @FieldResolver(() => Region, { nullable: true, description: '所辖区域。 The territory that it commands.' })
  region(@Root() centre: CommandCentre): Region {
    return Object.assign(new Region(), { code: centre.regionCode });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '所在机构。 The organisation that it is.' })
  organization(@Root() centre: CommandCentre): Organization {
    return Object.assign(new Organization(), { code: centre.organizationCode });
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '主任。 Who directs it.' })
  director(@Root() centre: CommandCentre): StaffMember {
    return Object.assign(new StaffMember(), { number: centre.directorNumber });
  }

  @FieldResolver(() => CommandCentre, { nullable: true, description: '上级中心。 The centre above.' })
  parent(@Root() centre: CommandCentre, @Ctx() { session }: Context): Promise<CommandCentre | null> | null {
    return centre.parentCode === null ? null : session.one(CommandCentre, 'code', centre.parentCode);
  }

  @FieldResolver(() => [CommandCentre], { description: '下级中心。 The centres below.' })
  children(@Root() centre: CommandCentre, @Ctx() { session }: Context): Promise<CommandCentre[]> {
    return session.many(CommandCentre, 'parentCode', centre.code, ['code']);
  }
}
