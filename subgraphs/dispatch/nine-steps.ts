import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { Context } from '../../kit/module/context.js';
import { DateTime } from '../../kit/module/scalars.js';
import { entriesOf } from '../../kit/timeline/verify.js';
import type { Event } from './event.js';
import { nineSteps } from './event-states.js';

export enum EventStep {
  CLOUD = 'CLOUD',
  GRID = 'GRID',
  PERSON = 'PERSON',
  CAPABLE = 'CAPABLE',
  ORDERLY = 'ORDERLY',
  ASSESSED = 'ASSESSED',
  APPRAISED = 'APPRAISED',
  RECORDED = 'RECORDED',
  ARCHIVED = 'ARCHIVED',
}
registerEnumType(EventStep, {
  name: 'EventStep',
  description: '九步流程的一步(DI-01)。 One of the nine steps.',
  valuesConfig: Object.fromEntries(
    Object.entries(nineSteps).map(([name, { zh, en }]) => [name, { description: `${zh}。 ${en}.` }]),
  ),
});

/** One of the nine steps of an event, with the stamp that it got last. */
@ObjectType({ description: '九步流程的一步及其盖章。 One of the nine steps, with its stamp.' })
export class StampedStep {
  @Field(() => EventStep, { description: '第几步。 Which step.' })
  step!: EventStep;

  @Field(() => String, { description: '名称。 Its name.' })
  title!: string;

  @Field(() => DateTime, { nullable: true, description: '盖章时间;空为尚未走到。 When it was stamped; none before.' })
  at!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: '盖章人:工号、系统客户端或账号标识。 Who stamped it: staff number, client or account.',
  })
  actor!: string | null;
}

/** The nine steps of an event in their order, those without a stamp included; n events cost one statement. */
export async function stampedSteps(event: Event, context: Context): Promise<StampedStep[]> {
  const entries = await entriesOf(context, event.id);
  return Object.values(EventStep).map((step) => {
    const stamp = entries.findLast((entry) => entry.step === step);
    return Object.assign(new StampedStep(), {
      step,
      title: nineSteps[step][context.language],
      at: stamp ? new Date(stamp.at) : null,
      actor: stamp?.actor ?? null,
    });
  });
}
