import type { CoercedVariables } from '../operation/variables.js';
import type { Plan } from '../planning/plan.js';
import type { RequestContext } from '../request-context.js';
import type { Source, SourceEvent } from '../sources/source.js';
import { variablesFor } from './plan-run.js';

/** A subscription that is ready to be opened: a plan settled for its variables, with a source stream. */
export interface SubscriptionRequest {
  readonly plan: Plan & { readonly subscribe: NonNullable<Plan['subscribe']> };
  readonly variables: CoercedVariables;
  readonly sources: ReadonlyMap<string, Source>;
  /** Its signal ends the stream. */
  readonly context: RequestContext;
}

/** Opens the source stream of a subscription, which ends with the context. Rejects as `subscribe` of the source does. */
export async function openSourceStream(request: SubscriptionRequest): Promise<AsyncIterableIterator<SourceEvent>> {
  const { plan, variables, sources, context } = request;
  const { subgraph, operationKind, operation, document, operationName } = plan.subscribe;
  const source = sources.get(subgraph);
  if (!source?.subscribe) throw new Error(`The plan subscribes to subgraph "${subgraph}", which has no streams.`);
  const values = variablesFor(plan.subscribe, { plan, wire: variables.wire });
  const events = await source.subscribe(
    { kind: operationKind, operation, document, operationName, variables: values },
    context,
  );
  return endingWith(context, events);
}

/**
 * The same events until the context's signal is aborted: the reader is then given its reason at once, and the source is
 * told to stop.
 */
export function endingWith<Event>(
  { signal, mask }: RequestContext,
  events: AsyncIterable<Event>,
): AsyncIterableIterator<Event> {
  const iterator = events[Symbol.asyncIterator]();
  const stop = (): void => {
    signal.removeEventListener('abort', stop);
    // A source that awaits its next event may answer long after; nobody waits for that, but what goes wrong is logged.
    Promise.resolve(iterator.return?.()).catch(mask);
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => untilAborted(signal, () => iterator.next()),
    return: async () => {
      stop();
      return { value: undefined, done: true };
    },
  };
}

// A listener for each wait, taken off again: a race against one promise for the stream's life would keep every event.
function untilAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}
