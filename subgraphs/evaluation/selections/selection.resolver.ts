import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { notFound } from '../../../kit/data/perform.js';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate, Decimal } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { move } from '../../../kit/workflow/move.js';
import { StaffMember } from '../foreign.js';
import { Post } from '../post.js';
import { openPostSelection } from './open-post-selection.js';
import { emptyPosts, PostSelectionRound } from './post-selection-round.js';
import { applicantsOf, choosesFor } from './selection-guards.js';
import { ModuleLeaderInput, PostChoice, PostRanking } from './selection-parts.js';
import { SelectionState } from './selection-vocabulary.js';
import { selectionWorkflow } from './selection-workflow.js';

const PostSelectionRoundConnection = connectionOf(PostSelectionRound, '双向选岗');
const idText = { description: '选岗标识。 Identifier of the round.' };
const versionText = { description: '所见版本。 The version that you saw.' };
const postText = { description: '岗位编码。 Code of the post.' };
const reasonText = { description: '理由,1—500 字。 Why.' };
const percent = 100;

@Resolver(() => PostSelectionRound)
export class PostSelectionResolver {
  @Query(() => PostSelectionRound, { nullable: true, description: '按标识取一次选岗。 One selection by its id.' })
  async postSelectionRound(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<PostSelectionRound> {
    const round = await session.one(PostSelectionRound, 'id', id);
    if (round === null) throw notFound(PostSelectionRound, id);
    return round;
  }

  @Query(() => PostSelectionRoundConnection, {
    nullable: true,
    description:
      '可见范围内的双向选岗(EV-14)。 Selections that this caller may see, in the order of their announcement.',
  })
  postSelectionRounds(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
  ): Promise<Connection<PostSelectionRound>> {
    return page(context, PostSelectionRound, slice, {}, ['id']);
  }

  @Mutation(() => PostSelectionRound, {
    nullable: true,
    description: '公布岗位和人选(EV-14)。 Announces posts and candidates.',
  })
  openPostSelection(
    @Ctx() context: Context,
    @Arg('region', () => ID, { description: '镇街区划代码,9 位。 Code of the town.' }) region: string,
    @Arg('name', () => String, { description: '名称,1—100 字。 Name.' }) name: string,
    @Arg('posts', () => [ID], { description: '岗位编码,1—500 个。 Codes of the posts, 1 to 500.' }) posts: string[],
    @Arg('candidates', () => [ID], { description: '人选工号,1—500 人。 Staff numbers, 1 to 500.' })
    candidates: string[],
    @Arg('leaders', () => [ModuleLeaderInput], { description: '各模块由谁选人。 Who chooses for each module.' })
    leaders: ModuleLeaderInput[],
    @Arg('choiceCount', () => Int, { description: '每人至多志愿数,1—50。 Most wishes of one person.' })
    choiceCount: number,
  ): Promise<PostSelectionRound> {
    return openPostSelection(context, { region, name, posts, candidates, leaders, choiceCount });
  }

  @Mutation(() => PostSelectionRound, { nullable: true, description: '开始选岗。 Lets people choose.' })
  startChoosing(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
  ): Promise<PostSelectionRound> {
    return move(selectionWorkflow, 'startChoosing', { id, version }, context, {});
  }

  @Mutation(() => PostSelectionRound, {
    nullable: true,
    description: '本人填报志愿,以最后一次为准(EV-14)。 A candidate’s wishes; the last ones count.',
  })
  submitPostChoices(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('posts', () => [ID], { description: '岗位编码,第一志愿在前。 Codes of posts, the dearest first.' })
    posts: string[],
  ): Promise<PostSelectionRound> {
    return move(selectionWorkflow, 'submitPostChoices', { id, version }, context, { posts });
  }

  @Mutation(() => PostSelectionRound, { nullable: true, description: '结束选岗,转模块选人。 Lets modules choose.' })
  closeChoosing(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
  ): Promise<PostSelectionRound> {
    return move(selectionWorkflow, 'closeChoosing', { id, version }, context, {});
  }

  @Mutation(() => PostSelectionRound, {
    nullable: true,
    description:
      '模块负责人为本模块一个岗位选人,排出先后(EV-14)。 A module’s leader ranks those who wish for one of its posts.',
  })
  submitModuleRanking(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('post', () => ID, postText) post: string,
    @Arg('staff', () => [ID], { description: '工号,首选在前;未列的不接受。 The best first; others are not accepted.' })
    staff: string[],
  ): Promise<PostSelectionRound> {
    return move(selectionWorkflow, 'submitModuleRanking', { id, version }, context, { post, staff });
  }

  @Mutation(() => PostSelectionRound, { nullable: true, description: '系统匹配(EV-14)。 Matches people and posts.' })
  runPostMatching(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
  ): Promise<PostSelectionRound> {
    return move(selectionWorkflow, 'runPostMatching', { id, version }, context, {});
  }

  @Mutation(() => PostSelectionRound, {
    nullable: true,
    description: '组织调配空缺岗位,须写理由。 Fills an empty post by hand.',
  })
  adjustPostMatch(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('post', () => ID, postText) post: string,
    @Arg('staff', () => ID, { description: '工号。 Staff number.' }) staff: string,
    @Arg('reason', () => String, reasonText) reason: string,
  ): Promise<PostSelectionRound> {
    return move(selectionWorkflow, 'adjustPostMatch', { id, version }, context, { post, staff, reason });
  }

  @Mutation(() => PostSelectionRound, {
    nullable: true,
    description: '说明岗位为何空缺。 Says why a post stays empty.',
  })
  explainVacancy(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('post', () => ID, postText) post: string,
    @Arg('reason', () => String, reasonText) reason: string,
  ): Promise<PostSelectionRound> {
    return move(selectionWorkflow, 'explainVacancy', { id, version }, context, { post, reason });
  }

  @Mutation(() => PostSelectionRound, {
    nullable: true,
    description: '确定结果,写入任岗;空缺岗位须先说明理由(EV-14)。 Confirms; empty posts are explained first.',
  })
  confirmPostSelection(
    @Ctx() context: Context,
    @Arg('id', () => ID, idText) id: string,
    @Arg('version', () => Int, versionText) version: number,
    @Arg('startsOn', () => CalendarDate, { description: '任岗日期。 First day of the holdings.' }) startsOn: string,
  ): Promise<PostSelectionRound> {
    return move(selectionWorkflow, 'confirmPostSelection', { id, version }, context, { startsOn });
  }
}

@Resolver(() => PostSelectionRound)
export class PostSelectionFieldsResolver {
  @FieldResolver(() => Decimal, {
    nullable: true,
    description: '匹配率:匹配岗位 ÷ 岗位,四位小数。 Filled posts ÷ posts.',
  })
  matchRate(@Root() { matches, postCodes }: PostSelectionRound): string | null {
    return postCodes.length === 0 ? null : (matches.length / postCodes.length).toFixed(4);
  }

  @FieldResolver(() => Int, { nullable: true, description: '匹配率,百分数取整。 The same in percent, rounded.' })
  matchPercent(@Root() { matches, postCodes }: PostSelectionRound): number | null {
    return postCodes.length === 0 ? null : Math.round((matches.length / postCodes.length) * percent);
  }

  @FieldResolver(() => [Post], { description: '空缺岗位。 Posts that nobody got.' })
  async unmatchedPosts(@Root() round: PostSelectionRound, @Ctx() { session }: Context): Promise<Post[]> {
    const posts = await Promise.all(emptyPosts(round).map((code) => session.one(Post, 'code', code)));
    return posts.filter((post) => post !== null);
  }

  @FieldResolver(() => [StaffMember], { nullable: 'itemsAndList', description: '人选。 The candidates.' })
  candidates(@Root() { candidateNumbers }: PostSelectionRound): StaffMember[] {
    return candidateNumbers.map((number) => Object.assign(new StaffMember(), { number }));
  }

  @FieldResolver(() => [StaffMember], {
    nullable: 'itemsAndList',
    description: '未匹配到岗位的人选。 Candidates without a post.',
  })
  unmatchedStaff(@Root() { candidateNumbers, matches }: PostSelectionRound): StaffMember[] {
    const left = candidateNumbers.filter((number) => !matches.some(({ staffNumber }) => staffNumber === number));
    return left.map((number) => Object.assign(new StaffMember(), { number }));
  }

  @FieldResolver(() => [ID], {
    nullable: true,
    description:
      '填报一个岗位的人;由为其选人的模块负责人看。 Who wishes for a post, for the leader who chooses for it.',
  })
  applicants(
    @Root() round: PostSelectionRound,
    @Ctx() { caller }: Context,
    @Arg('post', () => ID, postText) post: string,
  ): string[] | null {
    const isClosed = round.state !== SelectionState.CHOOSING;
    return isClosed && choosesFor(round, post, caller) ? applicantsOf(round, post) : null;
  }

  @FieldResolver(() => [PostChoice], {
    nullable: true,
    description: '志愿;匹配前只有本人的。 Wishes; only the caller’s own before the matching.',
  })
  choices(@Root() { choices, state }: PostSelectionRound, @Ctx() { caller }: Context): readonly PostChoice[] {
    return isOpen(state) ? choices.filter(({ staffNumber }) => staffNumber === caller.staffNumber) : choices;
  }

  @FieldResolver(() => [PostRanking], {
    nullable: true,
    description: '模块选人顺序;匹配后公开。 Rankings, once it is matched.',
  })
  rankings(@Root() { rankings, state }: PostSelectionRound): readonly PostRanking[] | null {
    return isOpen(state) ? null : rankings;
  }
}

function isOpen(state: SelectionState): boolean {
  return [SelectionState.ANNOUNCED, SelectionState.CHOOSING, SelectionState.MODULE_CHOOSING].includes(state);
}
