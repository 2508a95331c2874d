import { arm } from '../../../kit/deadlines/timers.js';
import type { TimerHandler } from '../../../kit/events/runner.js';
import type { Context } from '../../../kit/module/context.js';
import type { Moment } from '../../../kit/workflow/workflow.js';
import { TownCall } from '../calls/town-call.js';
import { Event } from '../event.js';
import type { EventInputs } from '../event-inputs.js';
import { EventSource, openStates } from '../event-vocabulary.js';
import { FailureKind } from './finding-vocabulary.js';
import { findingSettings } from './finding-settings.js';
import { suspect } from './suspect.js';

const timer = 'not-calling';

/**
 * 不呼叫: when an event has been open in the town for as many times its limit as the county's profile says, and the town
 * only cooperates in its duty, the town should have called.
 */
export const notCalling: TimerHandler = {
  name: timer,
  entity: Event,
  fire: async ({ about }, inside) => {
    const event = await inside.session.one(Event, 'id', about);
    if (event) await suspectNotCalling(event, inside, `${event.eventNo} 超过处置时限数倍仍未办结,也未呼叫`);
  },
};

/** Begins to wait for the call, when an event is filed for which the town may have to call. */
export async function watchForCall(
  { id, regionCode, townCode, handleLimit, limitUnit }: Event,
  { context, rules, now }: Pick<Moment<unknown>, 'context' | 'rules' | 'now'>,
): Promise<void> {
  if (townCode === null || handleLimit === null || limitUnit === null) return;
  const length = { amount: handleLimit * rules.read(findingSettings.notCalling), unit: limitUnit };
  const { at: dueAt, provisional } = rules.calendar.dueAt(now, length);
  await arm(context, {
    module: 'dispatch',
    name: timer,
    about: id,
    regionCode,
    profileVersion: rules.version,
    length,
    dueAt,
    provisional,
  });
}

/** 不呼叫, too: a citizen had to go to the county’s hotline about what the town holds and has not called for. */
export async function suspectPassedOver(
  { source, eventNo }: Event,
  { context, input }: Pick<Moment<EventInputs['mergeEvent']>, 'context' | 'input'>,
): Promise<void> {
  if (source !== EventSource.HOTLINE_12345) return;
  const held = await context.session.manager.findOne(Event, { id: input.intoId }, { filters: { visible: false } });
  if (held) await suspectNotCalling(held, context, `群众就 ${held.eventNo} 越级反映(${eventNo}),镇街未呼叫`);
}

async function suspectNotCalling(event: Event, inside: Context, detail: string): Promise<void> {
  const { id, townCode, regionCode, dutyCode, leftTown, state } = event;
  if (townCode === null || leftTown || !openStates.includes(state)) return;
  const calls = await inside.session.manager.count(
    TownCall,
    { eventId: id, calledAt: { $ne: null } },
    { filters: { visible: false } },
  );
  if (calls > 0) return;
  const kind = FailureKind.NOT_CALLING;
  await suspect(inside, { kind, subjectCode: townCode, regionCode, dutyCode, eventId: id, detail, occasion: id });
}
