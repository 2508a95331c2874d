import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../kit/module/context.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { StaffMember } from '../foreign.js';
import { Grid } from '../grid.js';
import { bundleGridResponsibility, bundleOf, endGridBundle } from './bundle-grid-responsibility.js';
import { bundledPeople } from './bundled-people.js';
import { ResponsibilityBundle } from './responsibility-bundle.js';

const idText = { description: '网格的标识。 Identifier of the grid.' };
const versionText = { description: '所见版本。 The version that you saw.' };

@Resolver(() => Grid)
export class GridBundleResolver {
  @FieldResolver(() => ResponsibilityBundle, {
    nullable: true,
    description: '今日的责任捆绑;未实行为空(GR-11)。 The bundle that holds today; none where nobody is bundled.',
  })
  async responsibilityBundle(@Root() { code }: Grid, @Ctx() context: Context): Promise<ResponsibilityBundle | null> {
    return (await bundleOf(context, code)) ?? null;
  }

  @FieldResolver(() => [StaffMember], {
    nullable: 'itemsAndList',
    description: '今日责任捆绑的人员:村社区干部、网格人员、组团成员,各一次(GR-11)。 Who is bundled today, each once.',
  })
  async bundledStaff(@Root() { code }: Grid, @Ctx() context: Context): Promise<StaffMember[]> {
    const numbers = await bundledPeople(context, code, dayOf(context.clock.now()));
    return numbers.map((number) => Object.assign(new StaffMember(), { number }));
  }

  @Mutation(() => Grid, {
    nullable: true,
    description:
      '实行网格责任捆绑,自当日起;须本县规则实行(GR-11)。 Bundles village cadres with the grid from today on.',
  })
  bundleGridResponsibility(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('cadres', () => [ID], { description: '村社区干部工号,1—20 人。 Staff numbers of village cadres, 1 to 20.' })
    cadres: string[],
  ) {
    return bundleGridResponsibility(context, { id, version }, cadres);
  }

  @Mutation(() => Grid, { nullable: true, description: '结束网格责任捆绑。 Ends the bundle; today counts no more.' })
  endGridBundle(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
  ) {
    return endGridBundle(context, { id, version });
  }
}
