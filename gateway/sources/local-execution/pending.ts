/*
 * Values that are still promised. A promise is made only where a resolver gave one, and only what waits is waited for.
 */

/** Whether a resolver's result is a promise, of whatever kind. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return false;
  return typeof (value as Partial<PromiseLike<unknown>>).then === 'function';
}

/** Goes on when a resolver's promise is kept or broken; what is answered is a promise of this program's own. */
export function afterwards(
  promised: PromiseLike<unknown>,
  complete: (result: unknown) => unknown,
  fail: (thrown: unknown) => unknown,
): Promise<unknown> {
  const own = promised instanceof Promise ? promised : Promise.resolve(promised);
  return own.then((result: unknown) => {
    try {
      const completed = complete(result);
      return completed instanceof Promise ? completed.then(undefined, fail) : completed;
    } catch (thrown) {
      return fail(thrown);
    }
  }, fail);
}

/** Waits for those of the values that are promised and puts them in their places. */
export function settled<T>(values: unknown[], whole: T): Promise<T> {
  const places: number[] = [];
  for (let index = 0; index < values.length; index += 1) if (values[index] instanceof Promise) places.push(index);
  const [place, ...more] = places;
  if (place !== undefined && more.length === 0)
    return (values[place] as Promise<unknown>).then((value) => {
      values[place] = value;
      return whole;
    });
  return Promise.all(places.map((each) => values[each])).then((found) => {
    for (const [index, each] of places.entries()) values[each] = found[index];
    return whole;
  });
}

/** Waits for the values that are promised, so that none is rejected unheard, and then throws. */
export function thrownAfter(values: unknown[], thrown: unknown): Promise<never> {
  return Promise.all(values.filter((value) => value instanceof Promise)).finally(() => {
    throw thrown;
  }) as Promise<never>;
}
