/**
 * Works on several items at a time and gives the results in the items' order.
 *
 * @param limit most items that are under way or wait to be taken. None is when the generator ends, in whatever way.
 * @param work rejects or throws: the generator throws that when it's the item's turn, and starts no other.
 */
export async function* mapInOrder<T, R>(
  items: AsyncIterable<T> | Iterable<T>,
  limit: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  try {
    for await (const item of items) {
      const result = work(item);
      // Its rejection is met when its turn comes; until then it must not count as unhandled.
      result.catch(() => undefined);
      underWay.push(result);
      const first = underWay[0];
      if (first && underWay.length >= limit) {
        yield await first;
        underWay.shift();
      }
    }
    for (const result of underWay) yield await result;
  } finally {
    // Whoever leaves early must not find work still going on.
    await Promise.allSettled(underWay);
  }
}
