/**
 * Sets of depths worth comparing, as indices from the shallowest to the deepest: each alone, the deepest ones together,
 * from two to all, and all but the deepest. What is far from the backbone's own pictures wants shallow ones, what is close
 * wants the deepest, and most want several.
 * @param count of depths, at least 1
 */
export function depthSets(count: number): readonly (readonly number[])[] {
  const from = (first: number, end: number) => Array.from({ length: end - first }, (_, i) => first + i);
  const all = from(0, count);
  return [
    ...all.map((depth) => [depth]),
    ...all
      .slice(0, -1)
      .map((first) => from(first, count))
      .reverse(),
    ...(count > 2 ? [from(0, count - 1)] : []),
  ];
}
