import { endingWith } from '../execution/subscribe.js';
import type { Quarantine } from '../guard/quarantine.js';
import type { RequestContext } from '../request-context.js';
import { inQuarantine } from '../sources/call-faults.js';
import type { SourceEvent, StreamingSource, SubgraphRequest } from '../sources/source.js';

/**
 * Opens a source stream that ends with the Fault of a quarantine when one begins, and none while one lasts: Fault UPSTREAM,
 * reason QUARANTINED.
 */
export async function streamOutside(
  quarantine: Quarantine,
  { name, subscribe }: Pick<StreamingSource, 'name' | 'subscribe'>,
  request: SubgraphRequest,
  context: RequestContext,
): Promise<AsyncIterable<SourceEvent>> {
  if (quarantine.why !== null) throw inQuarantine(name, quarantine.why);
  const inside = { ...context, signal: AbortSignal.any([context.signal, quarantine.beginning]) };
  return letGoAtEnd(endingWith(inside, await subscribe(request, inside)));
}

// The signal of the next quarantine outlives every stream, and would keep one that ended by itself.
function letGoAtEnd(events: AsyncIterableIterator<SourceEvent>): AsyncIterableIterator<SourceEvent> {
  const leave = async () => events.return?.() ?? { value: undefined, done: true as const };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => {
      const step = await events.next().catch(async (thrown: unknown) => {
        await leave();
        throw thrown;
      });
      return step.done ? leave() : step;
    },
    return: leave,
  };
}
