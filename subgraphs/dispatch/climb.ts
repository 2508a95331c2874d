import { emit } from '../../kit/events/emit.js';
import type { DeadlinePassed } from '../../kit/workflow/timers-of.js';
import type { Moment } from '../../kit/workflow/workflow.js';
import type { Event } from './event.js';
import { EventLevel, EventState } from './event-vocabulary.js';
import { notification } from './events.js';
import { awaitAlso, centreOf } from './inbox.js';
import { InboxKind } from './inbox-entry.js';

const above: Readonly<Record<EventLevel, EventLevel | null>> = {
  VILLAGE: EventLevel.TOWN,
  TOWN: EventLevel.COUNTY,
  COUNTY: null,
};

const reworkOrHandling: readonly EventState[] = [EventState.HANDLING, EventState.REWORK];

/**
 * Takes an event one level up, to the next centre and its director (DI-03). Above the county there is nobody: there the
 * event is marked overdue, and its deadline is not set again while the state lasts.
 */
export async function climb(event: Event, moment: Moment<DeadlinePassed>): Promise<void> {
  event.late ||= reworkOrHandling.includes(event.state);
  const next = above[event.level];
  if (next === null) event.overdueSince = event.course.since;
  else event.level = next;
  const { context } = moment;
  const centre = await centreOf(
    context,
    event.level === EventLevel.TOWN ? event.regionCode : event.regionCode.slice(0, 6),
  );
  if (centre === null) return;
  const { kind, reason } = { kind: InboxKind.SUPERVISION, reason: 'DEADLINE' };
  if (next !== null) {
    awaitAlso(event, moment, [
      { kind, reason, organizationCode: centre.organizationCode },
      { kind, reason, staffNumber: centre.directorNumber },
    ]);
  }
  await emit(context, notification, event.id, {
    kind: next === null ? 'EVENT_OVERDUE' : 'EVENT_CLIMBED',
    eventNo: event.eventNo,
    organizationCode: centre.organizationCode,
    staffNumber: centre.directorNumber,
    textZh: `事件 ${event.eventNo} 超过时限,请${centre.name}督促办理。`,
    textEn: `The event ${event.eventNo} has passed its deadline; ${centre.name} is to see to it.`,
  });
}
