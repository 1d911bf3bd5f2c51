export type Direction = 'left' | 'right' | 'up' | 'down';

const along: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/**
 * The nearest point in a direction, within 45° of it to either side; null where there is none. y points downwards.
 * @param points x and y of each, one after another
 * @param from index of the point to go from; points at its very place are passed over
 */
export function pointTowards(points: ArrayLike<number>, from: number, direction: Direction): number | null {
  const [alongX, alongY] = along[direction];
  const fromX = points[2 * from]!;
  const fromY = points[2 * from + 1]!;
  let nearest: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; 2 * i + 1 < points.length; i++) {
    const x = points[2 * i]! - fromX;
    const y = points[2 * i + 1]! - fromY;
    const ahead = x * alongX + y * alongY;
    const aside = Math.abs(x * alongY - y * alongX);
    const squared = x * x + y * y;
    if (ahead > 0 && aside <= ahead && squared < least) [nearest, least] = [i, squared];
  }
  return nearest;
}
