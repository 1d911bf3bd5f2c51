import type { JobKind } from '../../workers/protocol.ts';

/** Jobs that write nothing: those of a tab that only shows the project. */
const READING: ReadonlySet<JobKind> = new Set<JobKind>([
  'start',
  'open',
  'thumbnails',
  'image',
  'answers',
  'predict',
  'predictFiles',
  'preview',
  'saliency',
  'pictureFigures',
  'ownBackbones',
]);

export const writes = (kind: JobKind): boolean => !READING.has(kind);
