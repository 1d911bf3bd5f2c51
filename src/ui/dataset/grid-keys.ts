/** Where an arrow, Home, End or Page key leads from the photo at `index` among `count`; null for another key. */
export function gridTarget(key: string, index: number, count: number, columns: number): number | null {
  const within = (target: number) => Math.max(0, Math.min(count - 1, target));
  // Up and down keep the column; at the edge they stay.
  const vertical = (target: number) =>
    target < 0 ? index : target >= count ? lowest(index, count, columns) : target;
  switch (key) {
    case 'ArrowLeft':
      return within(index - 1);
    case 'ArrowRight':
      return within(index + 1);
    case 'ArrowUp':
      return vertical(index - columns);
    case 'ArrowDown':
      return vertical(index + columns);
    case 'PageUp':
      return within(index - columns * 5);
    case 'PageDown':
      return within(index + columns * 5);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Below the last full row lies a shorter one: from above it, down leads to its end. */
function lowest(index: number, count: number, columns: number): number {
  const lastRow = Math.floor((count - 1) / columns);
  return Math.floor(index / columns) < lastRow ? count - 1 : index;
}
