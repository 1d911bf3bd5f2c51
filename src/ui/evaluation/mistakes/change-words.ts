import type { Dataset } from '../../../core/dataset/dataset.ts';
import { classById, sampleById } from '../../../core/dataset/selectors.ts';

/**
 * How a photo differs from what a run was judged by: 'now “sea”', 'excluded since', 'deleted since'; null: not at all.
 * @param classId of the run's label for it
 */
export function changeWords(dataset: Dataset, sampleId: string, classId: string | undefined): string | null {
  const sample = sampleById(dataset, sampleId);
  if (!sample) return 'deleted since';
  if (sample.excluded) return 'excluded since';
  if (sample.classId === classId) return null;
  return `now “${classById(dataset, sample.classId)?.name ?? 'another class'}”`;
}
