import type { Context } from '../../kit/module/context.js';
import { given } from '../../kit/data/given.js';
import { type Connection, connectionOf, page, type PageArguments } from '../../kit/paging/connection.js';
import { matches } from '../../kit/search/search-text.js';
import type { EventFilter } from './event-arguments.js';
import { Event } from './event.js';

/** One page of events. */
export const EventConnection = connectionOf(Event, '事件');

/** The order in which events are listed: the first reported first. */
export const asReported = ['reportedAt', 'id'] as const;

/**
 * The events that a filter and a term leave, first reported first. Faults: those of a page and of a search term
 * (SEARCH_TERM_EMPTY, SEARCH_TERM_LONG).
 */
export function findEvents(
  context: Context,
  slice: PageArguments,
  filter: EventFilter,
  text: string | null,
): Promise<Connection<Event>> {
  const { states, region, grid, category, reportedFrom, reportedBefore, ...equal } = filter;
  const where = {
    ...given({ ...equal, gridCode: grid, categoryCode: category }),
    ...(states ? { state: { $in: states } } : {}),
    ...(region == null ? {} : { regionCode: { $like: `${literal(region)}%` } }),
    ...(reportedFrom == null && reportedBefore == null
      ? {}
      : { reportedAt: given({ $gte: reportedFrom, $lt: reportedBefore }) }),
    ...(text === null ? {} : matches('search', text)),
  };
  return page(context, Event, slice, where, [...asReported]);
}

/** A text as `like` reads it letter by letter. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
