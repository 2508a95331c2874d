import { emit } from '../../kit/events/emit.js';
import { runningTimer } from '../../kit/deadlines/timers.js';
import { attachFiles } from '../../kit/files/attach-files.js';
import type { Moment } from '../../kit/workflow/workflow.js';
import { endAssignments } from './dispatching-effects.js';
import { AssignmentState } from './event-assignment.js';
import { Event } from './event.js';
import { EventReport } from './event-report.js';
import type { EventInputs, Handling } from './event-inputs.js';
import { notification } from './events.js';
import { awaitCentre, awaitNext } from './inbox.js';
import { InboxKind } from './inbox-entry.js';

/** Notes what was done, with its photos, and whether a deadline ran out that nobody has noticed yet. */
export async function finish(event: Event, moment: Moment<Handling>): Promise<void> {
  const { context, input, now, from } = moment;
  await attachFiles(context, input.files, { entity: Event.name, id: event.id });
  const deadline = from === 'REWORK' ? 'event.rework' : 'event.handle';
  const timer = await runningTimer(context, 'dispatch', event.id, deadline);
  event.late ||= timer?.dueAt != null && timer.dueAt < now;
  event.result = input.result;
  event.handledAt = now;
  await endAssignments(event, moment, AssignmentState.DONE, null);
  await awaitCentre(event, moment, InboxKind.CHOOSING_VERIFIER);
}

/** Puts an event before its verifier. */
export async function askForVerification(event: Event, moment: Moment<EventInputs['assignVerifier']>): Promise<void> {
  const { staffNumber } = moment.input;
  event.verifierNumber = staffNumber;
  await awaitNext(event, moment, [{ kind: InboxKind.VERIFICATION, staffNumber }]);
}

/** Puts an event before its handler once more. */
export async function askForRework(event: Event, moment: Moment<unknown>): Promise<void> {
  await awaitNext(event, moment, [{ kind: InboxKind.REWORK, staffNumber: event.handlerNumber }]);
}

/** Closes an event, and answers every report of it and of the events that were merged into it. */
export async function close(event: Event, moment: Moment<unknown>): Promise<void> {
  const { context, now } = moment;
  const { manager } = context.session;
  const unseen = { filters: { visible: false } } as const;
  event.closedAt = now;
  const merged = await manager.find(Event, { mergedIntoId: event.id }, { ...unseen, orderBy: { eventNo: 'asc' } });
  const numbers = new Map([event, ...merged].map(({ id, eventNo }) => [id, eventNo]));
  const reports = await manager.find(
    EventReport,
    { eventId: { $in: [...numbers.keys()] }, answeredAt: null },
    { ...unseen, orderBy: { reportedAt: 'asc', id: 'asc' } },
  );
  for (const report of reports) {
    report.answeredAt = now;
    report.answer = event.result;
    const eventNo = numbers.get(report.eventId) ?? event.eventNo;
    await emit(context, notification, event.id, {
      kind: 'EVENT_ANSWERED',
      eventNo,
      organizationCode: null,
      staffNumber: report.reporterNumber,
      textZh: `您上报的事件 ${eventNo} 已办结:${event.result ?? ''}`,
      textEn: `The event ${eventNo} that you reported was dealt with: ${event.result ?? ''}`,
    });
  }
  await awaitCentre(event, moment, InboxKind.FEEDBACK);
}
