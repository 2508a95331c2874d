import { mapEvents } from '../../kit/live/map-events.js';
import type { Context } from '../../kit/module/context.js';
import { Event } from './event.js';

/** Which events somebody watches: one, those of a region and what lies in it, or all that are in sight. */
export interface Watched {
  readonly id?: string | null;
  readonly region?: string | null;
}

/** The events that change, each as it is read when the change is told, of those that are watched and in the caller’s sight then. */
export function watchEvents({ bus, session }: Context, { id, region }: Watched): AsyncIterableIterator<Event> {
  return mapEvents(bus.listen(['event']), async ({ about }) => {
    if (id != null && about !== id) return undefined;
    const event = await session.afresh(Event, 'id', about);
    return event?.regionCode.startsWith(region ?? '') ? event : undefined;
  });
}
