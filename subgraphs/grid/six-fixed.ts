import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import { dayOf } from '../../kit/time/calendar.js';
import type { Grid } from './grid.js';
import { GridRole, GridRoleAssignment, holdsOn } from './grid-role-assignment.js';

export enum SixFixedPart {
  PERSONS = 'PERSONS',
  SCHEDULE = 'SCHEDULE',
  POSTS = 'POSTS',
  DUTIES = 'DUTIES',
  STANDARDS = 'STANDARDS',
  REWARD_PUNISHMENT = 'REWARD_PUNISHMENT',
}
registerEnumType(SixFixedPart, {
  name: 'SixFixedPart',
  description: '六定。 The six that are fixed for each grid.',
  valuesConfig: {
    PERSONS: { description: '定人:一长五员配齐。 All six roles are held.' },
    SCHEDULE: { description: '定时。 Hours.' },
    POSTS: { description: '定岗。 Posts.' },
    DUTIES: { description: '定责。 Duties.' },
    STANDARDS: { description: '定管理标准。 Standards.' },
    REWARD_PUNISHMENT: { description: '定奖惩制度。 Rewards and punishments.' },
  },
});

@ObjectType({ description: '六定管理:定人、定时、定岗、定责、定管理标准、定奖惩制度。 What is fixed for the grid.' })
export class SixFixed {
  @Field(() => String, { nullable: true, description: '定时。 Hours.' })
  schedule!: string | null;

  @Field(() => String, { nullable: true, description: '定岗。 Posts.' })
  posts!: string | null;

  @Field(() => String, { nullable: true, description: '定责。 Duties.' })
  duties!: string | null;

  @Field(() => String, { nullable: true, description: '定管理标准。 Standards.' })
  standards!: string | null;

  @Field(() => String, { nullable: true, description: '定奖惩制度。 Rewards and punishments.' })
  rewardPunishment!: string | null;

  @Field(() => [SixFixedPart], { description: '尚缺的部分;空即齐备。 What is still blank.' })
  missing!: SixFixedPart[];
}

@InputType({ description: '六定的五项文字;定人由任用决定。 The five texts; persons come from assignments.' })
export class SixFixedInput {
  @Field(() => String, { description: '定时。 Hours.' })
  schedule!: string;

  @Field(() => String, { description: '定岗。 Posts.' })
  posts!: string;

  @Field(() => String, { description: '定责。 Duties.' })
  duties!: string;

  @Field(() => String, { description: '定管理标准。 Standards.' })
  standards!: string;

  @Field(() => String, { description: '定奖惩制度。 Rewards and punishments.' })
  rewardPunishment!: string;
}

/** The roles of 一长五员 that nobody holds today. */
export async function missingRoles(grid: Grid, context: Context): Promise<GridRole[]> {
  const today = dayOf(context.clock.now());
  const assignments = await context.session.many(GridRoleAssignment, 'gridCode', grid.code, ['role', 'startsOn']);
  const held = new Set(assignments.filter((each) => holdsOn(each, today)).map(({ role }) => role));
  return Object.values(GridRole).filter((role) => !held.has(role));
}

/** Which of the six are still blank. */
export async function missingParts(grid: Grid, context: Context): Promise<SixFixedPart[]> {
  const texts: readonly (readonly [SixFixedPart, string | null])[] = [
    [SixFixedPart.SCHEDULE, grid.schedule],
    [SixFixedPart.POSTS, grid.posts],
    [SixFixedPart.DUTIES, grid.duties],
    [SixFixedPart.STANDARDS, grid.standards],
    [SixFixedPart.REWARD_PUNISHMENT, grid.rewardPunishment],
  ];
  const persons = (await missingRoles(grid, context)).length > 0 ? [SixFixedPart.PERSONS] : [];
  return [...persons, ...texts.filter(([, value]) => !value?.trim()).map(([part]) => part)];
}
