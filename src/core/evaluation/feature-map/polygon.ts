/**
 * Whether a point lies inside a closed polygon, by the even-odd rule.
 * Source: Shimrat, "Algorithm 112: Position of point relative to polygon", CACM 5(8), 1962.
 * @param corners x and y of each corner, one after another; the last is joined to the first
 */
export function insidePolygon(x: number, y: number, corners: readonly number[]): boolean {
  let inside = false;
  let beforeX = corners.at(-2) ?? 0;
  let beforeY = corners.at(-1) ?? 0;
  for (let i = 0; i + 1 < corners.length; i += 2) {
    const cornerX = corners[i]!;
    const cornerY = corners[i + 1]!;
    const crosses = cornerY > y !== beforeY > y;
    if (crosses && x < cornerX + ((beforeX - cornerX) * (y - cornerY)) / (beforeY - cornerY))
      inside = !inside;
    beforeX = cornerX;
    beforeY = cornerY;
  }
  return inside;
}
