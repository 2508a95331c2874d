/**
 * Makes of each event of a stream what the listener gets, or nothing where that is undefined: announcements become what
 * the listener may see. Its `return` reaches the stream at once, even while an event is awaited, where that of an async
 * generator would wait for the event first, so whoever leaves is let go.
 */
export function mapEvents<Event, Changed>(
  events: AsyncIterable<Event>,
  change: (event: Event) => Promise<Changed | undefined>,
): AsyncIterableIterator<Changed, undefined> {
  const iterator = events[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => {
      for (let step = await iterator.next(); !step.done; step = await iterator.next()) {
        const value = await change(step.value);
        if (value !== undefined) return { value, done: false };
      }
      return { value: undefined, done: true };
    },
    return: async () => {
      await iterator.return?.();
      return { value: undefined, done: true };
    },
  };
}
