import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { given } from '../../../kit/data/given.js';
import { notFound } from '../../../kit/data/perform.js';
import { AllowedAction, allowedActions } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { CalendarDate } from '../../../kit/module/scalars.js';
import { connectionOf, type Connection, page, PageArguments } from '../../../kit/paging/connection.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { StaffMember } from '../foreign.js';
import { countsOn, GridSkill } from './grid-skill.js';
import { GridWork, gridWorkOf } from './grid-work.js';
import { recordGridTraining } from './record-grid-training.js';
import { withdrawGridSkill, withdrawGridSkillPolicy } from './withdraw-grid-skill.js';

const GridSkillConnection = connectionOf(GridSkill, '网格员能力');

@InputType({ description: '网格员培训合格(GR-09)。 What a grid officer was trained in.' })
export class GridTrainingInput {
  @Field(() => ID, { description: '任职网格所属镇街代码。 Code of the town in whose grids the person serves.' })
  town!: string;

  @Field(() => ID, { description: '工号。 Staff number.' })
  staffNumber!: string;

  @Field(() => String, { description: '业务条线,见本县规则 grid.lines。 Line of work.' })
  line!: string;

  @Field(() => String, { description: '培训内容和考核方式,1—200 字。 What was taught, and how it was tried.' })
  training!: string;

  @Field(() => CalendarDate, { description: '合格日期。 Day on which it was passed.' })
  passedOn!: string;
}

@Resolver(() => StaffMember)
export class GridOfficerResolver {
  @FieldResolver(() => [GridSkill], {
    nullable: true,
    description: '今日有效的网格能力(一员多能,GR-09)。 Lines in which the person is trained today.',
  })
  async gridSkills(@Root() { number }: StaffMember, @Ctx() { session, clock }: Context): Promise<GridSkill[]> {
    const skills = await session.many(GridSkill, 'staffNumber', number, ['line']);
    const today = dayOf(clock.now());
    return skills.filter((skill) => countsOn(skill, today));
  }

  @FieldResolver(() => [GridWork], {
    nullable: true,
    description: '网格待办:各条线混排,按计划日期(GR-09)。 What awaits the person in grids, of all lines together.',
  })
  gridWork(@Root() { number }: StaffMember, @Ctx() context: Context): Promise<GridWork[]> {
    return gridWorkOf(context, number);
  }
}

@Resolver(() => GridSkill)
export class GridSkillResolver {
  @Query(() => GridSkill, { nullable: true, description: '按标识取一项网格员能力。 One skill by its id.' })
  async gridSkill(
    @Ctx() { session }: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
  ): Promise<GridSkill> {
    const skill = await session.one(GridSkill, 'id', id);
    if (skill === null) throw notFound(GridSkill, id);
    return skill;
  }

  @Query(() => GridSkillConnection, {
    nullable: true,
    description: '可见范围内的网格员能力。 Skills of grid officers that this caller may see.',
  })
  gridSkills(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('line', () => String, { nullable: true, description: '业务条线。 Line of work.' }) line?: string,
  ): Promise<Connection<GridSkill>> {
    return page(context, GridSkill, slice, given({ line }), ['staffNumber', 'line']);
  }

  @Mutation(() => GridSkill, {
    nullable: true,
    description:
      '登记网格员培训合格;同一条线再次登记即续期(GR-09)。 Records a training; the same line again renews it.',
  })
  recordGridTraining(
    @Ctx() context: Context,
    @Arg('training', () => GridTrainingInput, { description: '培训。 The training.' }) training: GridTrainingInput,
  ) {
    return recordGridTraining(context, training);
  }

  @Mutation(() => GridSkill, { nullable: true, description: '撤回一项能力并写明理由。 Takes a skill back.' })
  withdrawGridSkill(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('reason', () => String, { description: '理由,1—200 字。 Why.' }) reason: string,
  ) {
    return withdrawGridSkill(context, { id, version }, reason);
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: '网格员。 The officer.' })
  staff(@Root() { staffNumber }: GridSkill): StaffMember {
    return Object.assign(new StaffMember(), { number: staffNumber });
  }

  @FieldResolver(() => [AllowedAction], { description: '可行使的动作。 What the caller may do to it.' })
  allowedActions(@Root() skill: GridSkill, @Ctx() context: Context): Promise<AllowedAction[]> {
    return allowedActions([withdrawGridSkillPolicy], skill, context);
  }
}
