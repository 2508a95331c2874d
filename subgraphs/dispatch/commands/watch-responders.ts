import { mapEvents } from '../../../kit/live/map-events.js';
import type { Context } from '../../../kit/module/context.js';
import { CommandResponder } from './command-responder.js';

/** Which of those called out somebody watches: of one order, those that go to the caller, or all in sight. */
export interface WatchedResponders {
  readonly order?: string | null;
  readonly mine?: boolean | null;
}

/** Those called out that change, each as it is read when the change is told, of those that are watched and in sight then. */
export function watchResponders(
  { bus, session, caller }: Context,
  { order, mine }: WatchedResponders,
): AsyncIterableIterator<CommandResponder> {
  return mapEvents(bus.listen(['command-responder']), async ({ about }) => {
    const responder = await session.afresh(CommandResponder, 'id', about);
    if (responder === null || (order != null && responder.orderId !== order)) return undefined;
    return mine && responder.contactNumber !== caller.staffNumber ? undefined : responder;
  });
}
