import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { Decimal } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { AppraisalCycle } from '../cycles/appraisal-cycle.js';
import { StaffMember } from '../foreign.js';
import { ScoreEvidence } from '../score-evidence.js';
import { DimensionScore, ModuleRating, ScoreBasis } from './card-scores.js';
import { CardState } from './card-vocabulary.js';
import { cardWorkflow } from './card-workflow.js';
import { Scorecard } from './scorecard.js';

/** One page of scorecards. */
export const ScorecardConnection = connectionOf(Scorecard, '成绩单');

const idText = { description: '成绩单标识。 Identifier of the scorecard.' };
const versionText = { description: '所见版本。 The version that you saw.' };
const scoreText = { description: '评分,0—100。 0 to 100.' };

@Resolver(() => Scorecard)
export class ScorecardResolver {
  @Query(() => Scorecard, { nullable: true, description: '按标识取一份成绩单。 One scorecard by its id.' })
  async scorecard(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<Scorecard> {
    const card = await session.one(Scorecard, 'id', id);
    if (card === null) throw notFound(Scorecard, id);
    return card;
  }

  @Query(() => ScorecardConnection, {
    nullable: true,
    description: '可见范围内的成绩单。 Scorecards that this caller may see, in the order of their opening.',
  })
  scorecards(@Ctx() context: Context, @Args(() => PageArguments) slice: PageArguments): Promise<Connection<Scorecard>> {
    return page(context, Scorecard, slice, {}, ['id']);
  }

  @Mutation(() => Scorecard, {
    nullable: true,
    description: '模块负责人给本模块成员评分(EV-03)。 The module’s leader rates a member of it.',
  })
  rateModuleMember(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('score', () => Decimal, scoreText) score: string,
  ): Promise<Scorecard> {
    return move(cardWorkflow, 'rateModuleMember', { id, version }, context, { score });
  }

  @Mutation(() => Scorecard, {
    nullable: true,
    description: '同模块同事互评(EV-03)。 A colleague of the module rates.',
  })
  rateColleague(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('score', () => Decimal, scoreText) score: string,
  ): Promise<Scorecard> {
    return move(cardWorkflow, 'rateColleague', { id, version }, context, { score });
  }

  @Mutation(() => Scorecard, {
    nullable: true,
    description: '公示期内本人申诉,一次。 The person appeals, once, while results are shown.',
  })
  appealScore(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('reason', () => String, { description: '理由,1—2000 字。 Why.' }) reason: string,
  ): Promise<Scorecard> {
    return move(cardWorkflow, 'appealScore', { id, version }, context, { reason });
  }

  @Mutation(() => Scorecard, {
    nullable: true,
    description: '决定申诉;给出维度和得分的即更正。 Decides an appeal; with a dimension and a score it corrects that.',
  })
  decideScoreAppeal(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('decision', () => String, { description: '决定,1—2000 字。 The decision in words.' }) decision: string,
    @Arg('dimension', () => String, { nullable: true, description: '更正的维度编码。 Dimension to be corrected.' })
    dimension?: string,
    @Arg('score', () => Decimal, { nullable: true, description: '更正后的维度得分,0—100。 Its corrected score.' })
    score?: string,
  ): Promise<Scorecard> {
    const decided = { decision, dimension: dimension ?? null, score: score ?? null };
    return move(cardWorkflow, 'decideScoreAppeal', { id, version }, context, decided);
  }

  @FieldResolver(() => AppraisalCycle, { nullable: true, description: '考评。 The appraisal.' })
  cycle(@Root() { cycleId }: Scorecard, @Ctx() { session }: Context): Promise<AppraisalCycle | null> {
    return session.one(AppraisalCycle, 'id', cycleId);
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '人员。 Whose it is.' })
  staffMember(@Root() { staffNumber }: Scorecard): StaffMember {
    return Object.assign(new StaffMember(), { number: staffNumber });
  }

  @FieldResolver(() => [ModuleRating], {
    description:
      '模块评分,含逾期未评的;公示后可见(EV-03)。 Ratings, those not given in time among them; once they are shown.',
  })
  ratings(@Root() card: Scorecard, @Ctx() context: Context): readonly ModuleRating[] {
    return isShown(card, context) ? card.ratings : [];
  }

  @FieldResolver(() => [DimensionScore], {
    description: '各维度得分及依据;公示后可见。 Scores by dimension, with what they rest on; once they are shown.',
  })
  scores(@Root() card: Scorecard, @Ctx() context: Context): readonly DimensionScore[] {
    return isShown(card, context) ? card.scores : [];
  }

  @FieldResolver(() => Decimal, {
    nullable: true,
    description:
      '总分:有分维度的加权均值;公示前为空。 The weighted mean of the dimensions that have a score; none before it is shown.',
  })
  total(@Root() card: Scorecard, @Ctx() context: Context): string | null {
    return isShown(card, context) ? card.total : null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: '同层级名次,1 为最高;同分同名次。 Rank within the tier, 1 the highest; equal totals share it.',
  })
  tierRank(@Root() card: Scorecard, @Ctx() context: Context): number | null {
    return isShown(card, context) ? card.tierRank : null;
  }

  @FieldResolver(() => Int, { nullable: true, description: '同层级人数。 How many are ranked in the tier.' })
  tierSize(@Root() card: Scorecard, @Ctx() context: Context): number | null {
    return isShown(card, context) ? card.tierSize : null;
  }

  @FieldResolver(() => Decimal, {
    nullable: true,
    description:
      '奖金系数:总分 ÷ 同层级平均分;总分高者不低(EV-08)。 Total ÷ mean of the tier: who has more never gets less.',
  })
  coefficient(@Root() card: Scorecard, @Ctx() context: Context): string | null {
    return isShown(card, context) ? card.coefficient : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: '申诉理由;本人和考评人员可见。 The appeal, for the person and evaluators.',
  })
  appeal(@Root() { appeal, staffNumber }: Scorecard, @Ctx() { caller }: Context): string | null {
    return caller.staffNumber === staffNumber || caller.grants.has('realm:evaluator') ? appeal : null;
  }
}

const shown: readonly CardState[] = [CardState.PUBLICISED, CardState.APPEALED, CardState.FINAL];

/** Whether results may be seen: by everybody who sees the card once they are publicised, by evaluators before. */
function isShown({ state }: Scorecard, { caller }: Context): boolean {
  return shown.includes(state) || caller.grants.has('realm:evaluator');
}

@Resolver(() => ModuleRating)
export class ModuleRatingResolver {
  @FieldResolver(() => StaffMember, { nullable: true, description: '评分人。 Who rates.' })
  rater(@Root() { raterNumber }: ModuleRating): StaffMember {
    return Object.assign(new StaffMember(), { number: raterNumber });
  }
}

@Resolver(() => ScoreBasis)
export class ScoreBasisResolver {
  @FieldResolver(() => [ScoreEvidence], {
    nullable: true,
    description: '可见的事件依据,可凭事件编号追溯(EV-19)。 Evidence of events that this caller may see.',
  })
  async evidence(@Root() { evidenceIds }: ScoreBasis, @Ctx() { session }: Context): Promise<ScoreEvidence[]> {
    const found = await Promise.all(evidenceIds.map((id) => session.one(ScoreEvidence, 'id', id)));
    return found.filter((each) => each !== null);
  }
}

@Resolver(() => StaffMember)
export class AppraisedStaffResolver {
  @FieldResolver(() => [Scorecard], {
    nullable: true,
    description: '可见的成绩单,按建立先后。 Scorecards that this caller may see, in the order of their opening.',
  })
  scorecards(@Root() { number }: StaffMember, @Ctx() { session }: Context): Promise<Scorecard[]> {
    return session.many(Scorecard, 'staffNumber', number, ['id']);
  }
}
