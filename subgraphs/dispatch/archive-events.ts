import { raw } from '@mikro-orm/core';
import type { TimerHandler } from '../../kit/events/runner.js';
import { isSealed } from '../../kit/timeline/seal.js';
import { dayOf } from '../../kit/time/calendar.js';
import { moveInside } from '../../kit/workflow/move.js';
import { Event } from './event.js';
import { EventState } from './event-vocabulary.js';
import { eventWorkflow } from './event-workflow.js';

const tenMinutes = 600_000;

/** Events that one look archives, so that its transaction stays short; a day's looks archive 14,400. */
const most = 100;

/**
 * Looks every ten minutes for events that were appraised before this month began, and archives those whose timeline a
 * signed daily head covers. Many looks do in one night what one could not in five seconds.
 */
export const archiving: TimerHandler = {
  name: 'archive',
  repeats: (after) => new Date(after.getTime() + tenMinutes),
  fire: async (_timer, inside) => {
    const month = new Date(`${dayOf(inside.clock.now()).slice(0, 7)}-01T00:00:00+08:00`).toISOString();
    const since = raw((alias) => `${alias}.course->>'since'`);
    const appraised = await inside.session.manager.find(
      Event,
      { state: EventState.APPRAISED, [since]: { $lt: month } },
      { orderBy: { id: 'asc' }, limit: most },
    );
    for (const { id } of appraised) {
      if (!(await isSealed(inside, id))) continue;
      await moveInside(eventWorkflow, 'archiveEvent', id, inside, {});
    }
  },
};
