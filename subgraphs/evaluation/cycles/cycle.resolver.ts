import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate, Decimal } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { pageWithin } from '../../../kit/paging/page-within.js';
import { move } from '../../../kit/workflow/move.js';
import { AppraisalScheme } from '../appraisal-scheme.js';
import { ScorecardConnection } from '../cards/card.resolver.js';
import { Scorecard } from '../cards/scorecard.js';
import { AppraisalCycle } from './appraisal-cycle.js';
import { CycleKind, CycleState } from './cycle-vocabulary.js';
import { cycleWorkflow } from './cycle-workflow.js';
import { openAppraisalCycle } from './open-appraisal-cycle.js';

const AppraisalCycleConnection = connectionOf(AppraisalCycle, '考评');
const idText = { description: '考评标识。 Identifier of the appraisal.' };
const versionText = { description: '所见版本。 The version that you saw.' };

@Resolver(() => AppraisalCycle)
export class AppraisalCycleResolver {
  @Query(() => AppraisalCycle, { nullable: true, description: '按标识取一次考评。 One appraisal by its id.' })
  async appraisalCycle(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<AppraisalCycle> {
    const cycle = await session.one(AppraisalCycle, 'id', id);
    if (cycle === null) throw notFound(AppraisalCycle, id);
    return cycle;
  }

  @Query(() => AppraisalCycleConnection, {
    nullable: true,
    description: '可见范围内的考评(EV-01)。 Appraisals that this caller may see, in the order of their opening.',
  })
  appraisalCycles(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('state', () => CycleState, { nullable: true, description: '状态。 State.' }) state?: CycleState,
  ): Promise<Connection<AppraisalCycle>> {
    return page(context, AppraisalCycle, slice, given({ state }), ['id']);
  }

  @Mutation(() => AppraisalCycle, {
    nullable: true,
    description: '开展一次四维考评(EV-01)。 Opens an appraisal of cadres.',
  })
  openAppraisalCycle(
    @Ctx() context: Context,
    @Arg('region', () => ID, { description: '镇街区划代码,9 位。 Code of the town.' }) region: string,
    @Arg('kind', () => CycleKind, { description: '周期。 Period.' }) kind: CycleKind,
    @Arg('name', () => String, { description: '名称,1—100 字。 Name.' }) name: string,
    @Arg('startsOn', () => CalendarDate, { description: '起始日期。 First day.' }) startsOn: string,
    @Arg('endsOn', () => CalendarDate, { description: '截止日期(含当日)。 Last day.' }) endsOn: string,
  ): Promise<AppraisalCycle> {
    return openAppraisalCycle(context, { region, kind, name, startsOn, endsOn });
  }

  @Mutation(() => AppraisalCycle, {
    nullable: true,
    description:
      '开始评分:为期末在岗的每个人建立成绩单,五个工作日后计分。 Opens the scorecards; after five working days they are scored.',
  })
  collectRatings(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
  ): Promise<AppraisalCycle> {
    return move(cycleWorkflow, 'collectRatings', { id, version }, context, {});
  }

  @Mutation(() => AppraisalCycle, {
    nullable: true,
    description: '公示前重新计分。 Computes the scores anew, before they are shown.',
  })
  rescoreAppraisal(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
  ): Promise<AppraisalCycle> {
    return move(cycleWorkflow, 'rescoreAppraisal', { id, version }, context, {});
  }

  @Mutation(() => AppraisalCycle, {
    nullable: true,
    description:
      '公示;同层级差距不足的不得公示(EV-01)。 Shows the results; refused where a tier’s spread is too small.',
  })
  publiciseAppraisal(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
  ): Promise<AppraisalCycle> {
    return move(cycleWorkflow, 'publiciseAppraisal', { id, version }, context, {});
  }

  @Mutation(() => AppraisalCycle, { nullable: true, description: '申诉处理完毕,确定结果。 Makes the results final.' })
  finaliseAppraisal(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
  ): Promise<AppraisalCycle> {
    return move(cycleWorkflow, 'finaliseAppraisal', { id, version }, context, {});
  }

  @Mutation(() => AppraisalCycle, {
    nullable: true,
    description:
      '按奖金系数分配绩效奖金,不得与罚没挂钩(EV-08)。 Shares a bonus out by the coefficients; never tied to fines.',
  })
  distributeBonus(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('pool', () => Decimal, { description: '总额(元),至多两位小数。 Yuan in all.' }) pool: string,
    @Arg('fundedBy', () => String, { description: '资金来源,1—200 字。 Where the money comes from.' }) fundedBy: string,
  ): Promise<AppraisalCycle> {
    return move(cycleWorkflow, 'distributeBonus', { id, version }, context, { pool, fundedBy });
  }

  @Mutation(() => AppraisalCycle, { nullable: true, description: '考核入档。 Puts the results on file.' })
  archiveAppraisal(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
  ): Promise<AppraisalCycle> {
    return move(cycleWorkflow, 'archiveAppraisal', { id, version }, context, {});
  }

  @FieldResolver(() => AppraisalScheme, { nullable: true, description: '所依方案版本。 The version of the scheme.' })
  scheme(@Root() { schemeCode }: AppraisalCycle, @Ctx() { session }: Context): Promise<AppraisalScheme | null> {
    return session.one(AppraisalScheme, 'code', schemeCode);
  }

  @FieldResolver(() => ScorecardConnection, {
    nullable: true,
    description: '可见的成绩单,按工号。 Its scorecards that this caller may see, in the order of staff numbers.',
  })
  scorecards(
    @Root() { id }: AppraisalCycle,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
  ): Promise<Connection<Scorecard>> {
    return pageWithin(context, Scorecard, slice, id, { column: 'cycleId', order: ['staffNumber'] });
  }
}
