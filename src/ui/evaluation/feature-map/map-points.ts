import type { ClassLabel, Dataset, Sample, Split } from '../../../core/dataset/dataset.ts';
import { sampleById } from '../../../core/dataset/selectors.ts';
import type { Answer } from '../../../core/evaluation/answers.ts';
import type { Judged } from '../judged.ts';

/** A photo that has a place on the map. */
export interface MapPoint {
  readonly sample: Sample;
  /** As it is labelled now. */
  readonly label: ClassLabel;
  /** Index of `label` in the data set. */
  readonly labelIndex: number;
  /** Null where the photo is not of the split that is judged. */
  readonly answer: Answer | null;
  /** Index among the map's points. */
  readonly at: number;
}

/** The photos of a map that may be shown: those that are still there, and those of test only where test is judged. */
export function mapPoints(
  ids: readonly string[],
  dataset: Dataset,
  { split, answers }: Pick<Judged, 'split' | 'answers'>,
): readonly MapPoint[] {
  const answerOf = new Map(answers.map((answer) => [answer.sampleId, answer]));
  const labels = new Map(dataset.classes.map((label, labelIndex) => [label.id, { label, labelIndex }]));
  return ids.flatMap((id, at) => {
    const sample = sampleById(dataset, id);
    const labelled = sample && labels.get(sample.classId);
    if (!labelled || !mayShow(sample.split, split)) return [];
    return [{ sample, ...labelled, answer: answerOf.get(id) ?? null, at }];
  });
}

/** How many photos could be on the map and are not: they came after it was drawn. */
export function missingPhotos(ids: readonly string[], { samples }: Dataset, split: Split): number {
  const there = new Set(ids);
  return samples.filter((sample) => !sample.excluded && mayShow(sample.split, split) && !there.has(sample.id))
    .length;
}

/** x and y of the points, one after another. */
export function placesOf(points: readonly MapPoint[], all: Float32Array): Float32Array {
  const places = new Float32Array(points.length * 2);
  for (const [i, { at }] of points.entries()) {
    places[2 * i] = all[2 * at] ?? 0;
    places[2 * i + 1] = all[2 * at + 1] ?? 0;
  }
  return places;
}

const mayShow = (split: Split, judged: Split) => split !== 'test' || judged === 'test';

/** Whether the model got a photo right; null where it was not asked. */
export const rightness = ({ answer }: MapPoint): boolean | null =>
  answer && answer.label === answer.predicted;
