/**
 * Points moved and scaled so that they fill −1…1: the middle of their box is at 0, and the longer of its sides reaches
 * from −1 to 1, so that distances keep their ratios.
 * @param points x and y of each, one after another
 */
export function scaleLayout(points: ArrayLike<number>): Float32Array {
  const low: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high: [number, number] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i + 1 < points.length; i += 2)
    for (const axis of [0, 1] as const) {
      const value = points[i + axis]!;
      low[axis] = Math.min(low[axis], value);
      high[axis] = Math.max(high[axis], value);
    }
  const sides: readonly [number, number] = [high[0] - low[0], high[1] - low[1]];
  const longer = Math.max(sides[0], sides[1]) || 1;
  return Float32Array.from(points, (value, i) => {
    const axis = i % 2 === 0 ? 0 : 1;
    // From the edge, not from the middle: that of two neighbouring numbers would be one of them.
    return (2 * (value - low[axis]) - sides[axis]) / longer;
  });
}
