/**
 * Hands out items by their path, those of one path one after another: a drop may have a path twice (two folders of the
 * same name), and so may an archive.
 */
export function inTurn<T extends { readonly path: string }>(
  items: Iterable<T>,
): (path: string) => T | undefined {
  const waiting = new Map<string, T[]>();
  for (const item of items) {
    const there = waiting.get(item.path);
    if (there) there.push(item);
    else waiting.set(item.path, [item]);
  }
  return (path) => waiting.get(path)?.shift();
}
