import type { CellPosition } from './confusion-words.ts';
import type { GridLayout } from './grid-layout.ts';

/** The cell that a key leads to, or null for a key that leads nowhere. `size` is the number of classes. */
export function moved({ label, predicted }: CellPosition, key: string, size: number): CellPosition | null {
  const within = (index: number) => Math.min(size - 1, Math.max(0, index));
  switch (key) {
    case 'ArrowUp':
      return { label: within(label - 1), predicted };
    case 'ArrowDown':
      return { label: within(label + 1), predicted };
    case 'ArrowLeft':
      return { label, predicted: within(predicted - 1) };
    case 'ArrowRight':
      return { label, predicted: within(predicted + 1) };
    case 'Home':
      return { label, predicted: 0 };
    case 'End':
      return { label, predicted: size - 1 };
    default:
      return null;
  }
}

/** The cell at a distance from the grid's upper left corner, CSS pixels, or null beside the cells. */
export function cellAt(
  x: number,
  y: number,
  { cell, left, head }: GridLayout,
  size: number,
): CellPosition | null {
  const predicted = Math.floor((x - left) / cell);
  const label = Math.floor((y - head) / cell);
  const inside = predicted >= 0 && predicted < size && label >= 0 && label < size;
  return inside ? { label, predicted } : null;
}
