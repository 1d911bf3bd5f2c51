import type { Saliency } from '../../core/evaluation/saliency.ts';

const rows = ['upper', '', 'lower'] as const;
const columns = ['left', '', 'right'] as const;

/** Where a map is strongest: 'in the upper left', 'in the middle'; null where nothing in it speaks for the class. */
export function placeWords({ values, width, height }: Saliency): string | null {
  const most = values.reduce((best, value, at) => (value > (values[best] ?? 0) ? at : best), 0);
  if (!((values[most] ?? 0) > 0)) return null;
  const third = (at: number, of: number) => Math.min(2, Math.floor(((at + 0.5) / of) * 3));
  const row = rows[third(Math.floor(most / width), height)];
  const column = columns[third(most % width, width)];
  if (!row && !column) return 'in the middle';
  return `in the ${[row, column].filter(Boolean).join(' ')}${row && column ? '' : ' part'}`;
}

/** A map in a sentence, for those who can't see it. */
export function saliencyWords(saliency: Saliency, name: string): string {
  const place = placeWords(saliency);
  return place === null
    ? `Nothing in this picture speaks for “${name}”.`
    : `What speaks for “${name}” most is ${place}.`;
}

/** How fine a map is: a picture that is scaled up looks finer than it is. */
export function finenessWords({ width, height }: Pick<Saliency, 'width' | 'height'>): string {
  const cells = `${width} × ${height} cells`;
  return Math.max(width, height) <= 8
    ? `Only ${cells}: it tells the region, not which part of it.`
    : `${cells}: it tells the place, not an outline.`;
}

/** What one map of several runs is. */
export const jointWords = (runs: number): string =>
  `The maps of ${runs} runs in one: each counts by how much of the class’s probability comes from it.`;
