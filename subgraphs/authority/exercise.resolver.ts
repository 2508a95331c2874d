import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import { CalendarDate } from '../../kit/module/scalars.js';
import { Exercise } from './exercise.js';
import { Organization } from './organization.js';
import { whoMayExercise } from './who-may-exercise.js';

@Resolver(() => Exercise)
export class ExerciseResolver {
  @Query(() => Exercise, {
    nullable: true,
    description: '谁有权管:某事项在某地某日由谁行使(AU-25)。 Who may exercise a power at a place on a day.',
  })
  whoMayExercise(
    @Ctx() context: Context,
    @Arg('item', () => ID, { description: '事项编码。 Code of the item.' }) item: string,
    @Arg('region', () => ID, { description: '所在区划代码。 Code of the place.' }) region: string,
    @Arg('on', () => CalendarDate, { nullable: true, description: '日期,默认今日。 Day, today unless told.' })
    on?: string,
  ): Promise<Exercise> {
    return whoMayExercise(context, { item, region, on });
  }

  @FieldResolver(() => Organization, { nullable: true, description: '有权行使的机构。 Who may exercise it.' })
  organization(@Root() exercise: Exercise, @Ctx() { session }: Context): Promise<Organization | null> {
    return session.one(Organization, 'code', exercise.organizationCode);
  }
}
