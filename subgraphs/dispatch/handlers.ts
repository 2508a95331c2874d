import { onEvent } from '../../kit/events/declare-event.js';
import type { Context } from '../../kit/module/context.js';
import { moveInside } from '../../kit/workflow/move.js';
import { Event } from './event.js';
import { eventWorkflow } from './event-workflow.js';

/** A case that arose from an event is noted on the event's timeline while it is handled. */
export const onCaseFiled = onEvent(
  'CaseFiled',
  { zh: '在事件留痕中记下案件', en: 'Notes the case on the event’s timeline' },
  { caseNo: 'text', eventNo: 'text?', powerItemCode: 'text', organizationCode: 'text' },
  async ({ payload: { eventNo, ...filed } }, inside) => {
    const event = eventNo === null ? null : await eventOf(eventNo, inside);
    if (event) await moveInside(eventWorkflow, 'noteCase', event.id, inside, filed);
  },
);

/** The score of an event that has been evaluated is on file. */
export const onScorePosted = onEvent(
  'ScorePosted',
  { zh: '考核入档', en: 'Puts the score on file' },
  { eventNo: 'text', schemeCode: 'text', points: 'text', evidence: 'number' },
  async ({ payload: { eventNo, ...score } }, inside) => {
    const event = await eventOf(eventNo, inside);
    if (event) await moveInside(eventWorkflow, 'appraiseEvent', event.id, inside, score);
  },
);

function eventOf(eventNo: string, { session }: Context): Promise<Event | null> {
  return session.one(Event, 'eventNo', eventNo);
}
