import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { connectionOf, type Connection, page, PageArguments } from '../../kit/paging/connection.js';
import { pageWithin } from '../../kit/paging/page-within.js';
import { given } from '../../kit/data/given.js';
import { notFound } from '../../kit/data/perform.js';
import { AllowedAction, allowedActions } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { LimitUnit } from './category-limits.js';
import { EventCategory } from './event-category.js';
import { Event } from './event.js';
import { asReported, EventConnection } from './find-events.js';
import { TerritorialDuty } from './foreign.js';
import { setCategoryLimits, setCategoryLimitsPolicy } from './set-category-limits.js';
import { withoutSubcategories } from './without-subcategories.js';

const EventCategoryConnection = connectionOf(EventCategory, '事件类别');

@Resolver(() => EventCategory)
export class EventCategoryResolver {
  @Query(() => EventCategory, { nullable: true, description: '按编码取一个事件类别。 One category of events by code.' })
  async eventCategory(
    @Ctx() context: Context,
    @Arg('code', () => ID, { description: '类别编码。 Code of the category.' }) code: string,
  ): Promise<EventCategory> {
    const category = await context.session.one(EventCategory, 'code', code);
    if (category === null) throw notFound(EventCategory, code);
    return category;
  }

  @Query(() => EventCategoryConnection, {
    nullable: true,
    description: '事件类别,按编码排序。 Categories of events in the order of their codes.',
  })
  eventCategories(
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
    @Arg('majorClass', () => String, { nullable: true, description: '大类。 Major class.' }) majorClass?: string,
    @Arg('duty', () => ID, { nullable: true, description: '属地管理事项编码。 Code of the duty.' }) duty?: string,
    @Arg('leafOnly', () => Boolean, { defaultValue: false, description: '只列最低一级。 Only those with none below.' })
    leafOnly?: boolean,
  ): Promise<Connection<EventCategory>> {
    const where = given({ majorClass, dutyCode: duty });
    return page(context, EventCategory, slice, leafOnly ? { ...where, ...withoutSubcategories() } : where, ['code']);
  }

  @Mutation(() => EventCategory, {
    nullable: true,
    description: '设定事件类别的受理和处置时限。 Sets a category’s limits for accepting and handling.',
  })
  setCategoryLimits(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '标识。 Identifier.' }) id: string,
    @Arg('version', () => Int, { description: '所见版本。 The version that you saw.' }) version: number,
    @Arg('acceptMinutes', () => Int, { description: '受理时限,1—1440 分钟。 1 to 1440 minutes.' })
    acceptMinutes: number,
    @Arg('handleLimit', () => Int, { description: '处置时限,1—90。 1 to 90 units.' }) handleLimit: number,
    @Arg('limitUnit', () => LimitUnit, { description: '处置时限的单位。 Unit of handleLimit.' }) limitUnit: LimitUnit,
  ): Promise<EventCategory> {
    return setCategoryLimits(context, { id, version }, { acceptMinutes, handleLimit, limitUnit });
  }

  @FieldResolver(() => EventCategory, { nullable: true, description: '上级类别。 The category above.' })
  parent(@Root() category: EventCategory, @Ctx() { session }: Context): Promise<EventCategory | null> | null {
    return category.parentCode === null ? null : session.one(EventCategory, 'code', category.parentCode);
  }

  @FieldResolver(() => [EventCategory], { description: '下级类别。 The categories below.' })
  children(@Root() category: EventCategory, @Ctx() { session }: Context): Promise<EventCategory[]> {
    return session.many(EventCategory, 'parentCode', category.code, ['code']);
  }

  @FieldResolver(() => EventConnection, {
    nullable: true,
    description: '该类别的事件,先报在前。 Events filed under it, first reported first.',
  })
  events(
    @Root() { code }: EventCategory,
    @Ctx() context: Context,
    @Args(() => PageArguments) slice: PageArguments,
  ): Promise<Connection<Event>> {
    return pageWithin(context, Event, slice, code, { column: 'categoryCode', order: asReported });
  }

  @FieldResolver(() => TerritorialDuty, {
    nullable: true,
    description: '对应的属地管理事项(AU-06)。 The territorial duty that such events fall under.',
  })
  duty(@Root() category: EventCategory): TerritorialDuty | null {
    return category.dutyCode === null ? null : Object.assign(new TerritorialDuty(), { code: category.dutyCode });
  }

  @FieldResolver(() => [AllowedAction], { description: '可行使的动作。 What the caller may do to it.' })
  allowedActions(@Root() category: EventCategory, @Ctx() context: Context): Promise<AllowedAction[]> {
    return allowedActions([setCategoryLimitsPolicy], category, context);
  }
}
