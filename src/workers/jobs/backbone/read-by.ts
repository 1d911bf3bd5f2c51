import type { BackboneCard } from '../../../core/backbone/card.ts';
import { asSeenBy, readDepths, readOf } from '../../../core/backbone/read-depths.ts';
import { FailureError } from '../../../core/project/failure.ts';
import type { Run } from '../../../core/training/run.ts';
import { nameOfRun } from '../../../core/training/run-name.ts';
import type { BackboneFiles } from '../../../engine/backbone/load.ts';

type ReadingRun = Pick<Run, 'read' | 'inputSize' | 'environment' | 'name' | 'number'>;

/**
 * The depths of its backbone that a run's head reads.
 * @throws FailureError 'model-unavailable' where this network is another one than the run was trained on
 */
export function depthsReadBy(run: ReadingRun, card: BackboneCard): readonly string[] {
  const read = readOf(run, card);
  if (read) return read;
  throw new FailureError({
    code: 'model-unavailable',
    what: `${nameOfRun(run)} was trained on another version of ${card.name} than is here: that one has left the catalogue.`,
    todo: 'Train again with a network of today. A model that was exported from this run still works by itself.',
  });
}

/**
 * What a run's head reads of its backbone, and nothing above, for pictures as the run takes them.
 * @throws FailureError as `depthsReadBy`
 */
export function filesReadBy(run: ReadingRun, files: BackboneFiles): BackboneFiles {
  const card = asSeenBy(run, files.card);
  return { ...readDepths({ ...files, card }, depthsReadBy(run, card)), weights: files.weights };
}
