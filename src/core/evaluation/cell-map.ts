/** Values over the cells of a picture. */
export interface CellMap {
  /** Cells. */
  readonly width: number;
  readonly height: number;
  /** width · height values, row by row. */
  readonly values: Float32Array;
}

/**
 * A map's value at a place. A cell's middle is where its value holds; between four of them it is bilinear, beyond the
 * outer ones the same.
 * @param x of 0…width, from the left
 * @param y of 0…height, from the top
 */
export function valueAt({ values, width, height }: CellMap, x: number, y: number): number {
  const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
  const [fx, fy] = [x - 0.5 - left, y - 0.5 - top];
  const cell = (column: number, row: number) => {
    const inside = [
      Math.min(width - 1, Math.max(0, column)),
      Math.min(height - 1, Math.max(0, row)),
    ] as const;
    return values[inside[1] * width + inside[0]] ?? 0;
  };
  const upper = cell(left, top) * (1 - fx) + cell(left + 1, top) * fx;
  const lower = cell(left, top + 1) * (1 - fx) + cell(left + 1, top + 1) * fx;
  return upper * (1 - fy) + lower * fy;
}

/** The same map in as many cells as are asked for. */
export function inCells(map: CellMap, width: number, height: number): CellMap {
  if (map.width === width && map.height === height) return map;
  const values = Float32Array.from({ length: width * height }, (_, at) =>
    valueAt(
      map,
      (((at % width) + 0.5) / width) * map.width,
      ((Math.floor(at / width) + 0.5) / height) * map.height,
    ),
  );
  return { width, height, values };
}
