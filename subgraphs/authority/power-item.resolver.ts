import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, type Connection, page, PageArguments } from '../../kit/paging/connection.js';
import { given } from '../../kit/data/given.js';
import { pageWithin } from '../../kit/paging/page-within.js';
import { notFound } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { Organization } from './organization.js';
import { PowerGrant } from './power-grant.js';
import { PowerGrantConnection } from './power-grant.resolver.js';
import { PowerCategory, PowerItem, PowerStatus } from './power-item.js';

const PowerItemConnection = connectionOf(PowerItem, '权力与公共服务事项');

@Resolver(() => PowerItem)
export class PowerItemResolver {
  @Query(() => PowerItem, { nullable: true, description: '按编码取一个事项。 One power item by code.' })
  async powerItem(
    @Ctx() context: Context,
    @Arg('code', () => ID, { description: '事项编码。 Code of the item.' }) code: string,
  ): Promise<PowerItem> {
    const item = await context.session.one(PowerItem, 'code', code);
    if (item === null) throw notFound(PowerItem, code);
    return item;
  }

  @Query(() => PowerItemConnection, {
    nullable: true,
    description: '事项,按编码排序。 Power items in the order of their codes.',
  })
  powerItems(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('category', () => PowerCategory, { nullable: true, description: '类别。 Category.' }) category?: PowerCategory,
    @Arg('domain', () => String, { nullable: true, description: '领域。 Domain.' }) domain?: string,
    @Arg('keyword', () => String, {
      nullable: true,
      description: '名称中的词,至少两个字。 Part of the name, two characters at least.',
    })
    keyword?: string,
  ): Promise<Connection<PowerItem>> {
    const name = keyword === undefined || keyword === null ? undefined : { $like: patternOf(keyword) };
    return page(context, PowerItem, slice, given({ category, domain, name }), ['code']);
  }

  @FieldResolver(() => Organization, { nullable: true, description: '原实施部门。 The department that the law names.' })
  sourceOrganization(@Root() item: PowerItem, @Ctx() { session }: Context): Promise<Organization | null> {
    return session.one(Organization, 'code', item.sourceOrganizationCode);
  }

  @FieldResolver(() => PowerGrantConnection, { nullable: true, description: '赋权:由谁行使。 Who was given it.' })
  grants(
    @Root() item: PowerItem,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('region', () => ID, { nullable: true, description: '区划代码。 Region code.' }) region?: string,
    @Arg('status', () => PowerStatus, { nullable: true, description: '状态。 State.' }) status?: PowerStatus,
  ): Promise<Connection<PowerGrant>> {
    const where = given({ regionCode: region, status });
    return pageWithin(context, PowerGrant, slice, item.code, {
      column: 'itemCode',
      where,
      order: ['granteeCode', 'id'],
    });
  }
}

function patternOf(keyword: string): string {
  const word = keyword.trim();
  if ([...word].length < 2) {
    throw new Fault(
      'INVALID',
      { zh: `检索词「${word}」至少两个字。`, en: `The keyword "${word}" needs two characters at least.` },
      { reason: 'KEYWORD_SHORT' },
    );
  }
  return `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
