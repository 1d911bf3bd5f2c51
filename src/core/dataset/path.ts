import type { Split } from './dataset.ts';

const splitNames = new Map<string, Split>([
  ['train', 'train'],
  ['training', 'train'],
  ['val', 'validation'],
  ['valid', 'validation'],
  ['validation', 'validation'],
  ['test', 'test'],
  ['testing', 'test'],
]);

/** A path's segments, without '.', '..' and empty ones: nothing can point out of what was dropped. */
export function segmentsOf(path: string): string[] {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments;
}

/** The split that a folder's name stands for, in any case; null for any other name. */
export function splitOfFolder(name: string): Split | null {
  return splitNames.get(name.trim().toLowerCase()) ?? null;
}
