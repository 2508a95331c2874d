import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { AllowedAction, allowedActions } from '../identity/policy.js';
import type { Context } from '../module/context.js';
import type { Class } from '../module/define.js';
import { timelineSeal, TimelineSeal } from '../timeline/seal.js';
import { brokenAt, entriesOf } from '../timeline/verify.js';
import { shownEntry, TimelineEntry } from '../timeline/timeline-entry.js';
import { DeadlineStatus, deadlinesOf } from '../deadlines/deadline-status.js';
import type { Instance, WorkflowOutline } from './workflow.js';

/** The fields that every type with a workflow has: what may be done, what was done, and by when. */
export function courseResolver(workflow: WorkflowOutline): Class {
  const policies = Object.values(workflow.policies).filter(({ creates }) => !creates);
  @Resolver(() => workflow.entity)
  class CourseResolver {
    @FieldResolver(() => [AllowedAction], {
      nullable: true,
      description: '当前用户此时可办理的动作,不能办理的说明理由。 What this caller may do now, and why not the rest.',
    })
    allowedActions(@Root() row: Instance, @Ctx() context: Context): Promise<AllowedAction[]> {
      return allowedActions(policies, row as never, context);
    }

    @FieldResolver(() => [TimelineEntry], {
      nullable: true,
      description: '全程留痕,按序。 Every transition in its order.',
    })
    async timeline(@Root() row: Instance, @Ctx() context: Context): Promise<TimelineEntry[]> {
      const entries = await entriesOf(context, row.id);
      return entries.map((entry) => shownEntry(entry, workflow.transitions[entry.verb]?.title, context.language));
    }

    @FieldResolver(() => Int, {
      nullable: true,
      description:
        '留痕校验:链条完整时为空,否则为第一条不符的序号。 None when the chain is whole, else the first entry that is not.',
    })
    async timelineBrokenAt(@Root() row: Instance, @Ctx() context: Context): Promise<number | null> {
      return brokenAt(await entriesOf(context, row.id), row.course);
    }

    @FieldResolver(() => TimelineSeal, {
      nullable: true,
      description:
        '末条记录所在日的签名;当日尚未签名时为空。 The signed head of its last day; none before it is signed.',
    })
    timelineSeal(@Root() row: Instance, @Ctx() context: Context): Promise<TimelineSeal | null> {
      return timelineSeal(context, row.id);
    }

    @FieldResolver(() => [DeadlineStatus], {
      nullable: true,
      description: '办理时限,按起算先后。 Deadlines by their beginning.',
    })
    deadlines(@Root() row: Instance, @Ctx() context: Context): Promise<DeadlineStatus[]> {
      return deadlinesOf(workflow, row.id, context);
    }
  }
  return CourseResolver;
}
