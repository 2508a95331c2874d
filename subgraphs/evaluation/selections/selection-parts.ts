import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

/** Who chooses for a module. */
@InputType({ description: '模块负责人:由谁为模块选人。 Who chooses for a module.' })
export class ModuleLeaderInput {
  @Field(() => String, { description: '模块。 Module.' })
  module!: string;

  @Field(() => ID, { description: '工号。 Staff number.' })
  staffNumber!: string;
}

/** What one person wishes for. */
@ObjectType({ description: '一名干部的志愿,按先后(EV-14)。 What one person wishes for, the dearest first.' })
export class PostChoice {
  @Field(() => ID, { description: '工号。 Staff number.' })
  staffNumber!: string;

  @Field(() => [ID], { description: '岗位编码,第一志愿在前。 Codes of posts, the dearest first.' })
  posts!: readonly string[];
}

/** Whom a module would have on one post. */
@ObjectType({ description: '一个岗位的选人顺序(EV-14)。 Whom a module would have on a post, the best first.' })
export class PostRanking {
  @Field(() => ID, { description: '岗位编码。 Code of the post.' })
  post!: string;

  @Field(() => [ID], {
    description: '工号,首选在前;未列的不接受。 Staff numbers, the best first; others are not accepted.',
  })
  staffNumbers!: readonly string[];
}

/** A post and who got it. */
@ObjectType({ description: '一个岗位的匹配(EV-14)。 A post and who got it.' })
export class PostMatch {
  @Field(() => ID, { description: '岗位编码。 Code of the post.' })
  postCode!: string;

  @Field(() => ID, { description: '工号。 Staff number.' })
  staffNumber!: string;

  @Field(() => Int, { nullable: true, description: '本人的第几志愿;未填报为空。 Which wish of the person it was.' })
  choiceRank!: number | null;

  @Field(() => Int, { nullable: true, description: '模块的第几人选;未列为空。 Which choice of the module.' })
  moduleRank!: number | null;

  @Field(() => String, {
    nullable: true,
    description: '组织调配的理由;系统匹配的为空。 Why it was done by hand; none where it was matched.',
  })
  adjustedFor!: string | null;
}

/** A post that stays empty, and why. */
@ObjectType({ description: '空缺岗位及理由(EV-14)。 A post that stays empty, and why.' })
export class PostVacancy {
  @Field(() => ID, { description: '岗位编码。 Code of the post.' })
  postCode!: string;

  @Field(() => String, { description: '理由。 Why.' })
  reason!: string;
}
