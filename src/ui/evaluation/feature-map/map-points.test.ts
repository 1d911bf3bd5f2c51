import { expect, test } from 'vitest';
import { datasetOf, sampleOf } from '../../../../test-support/core/dataset/fake-dataset.ts';
import type { Sample, Split } from '../../../core/dataset/dataset.ts';
import type { Answer } from '../../../core/evaluation/answers.ts';
import { mapPoints, missingPhotos, placesOf, rightness } from './map-points.ts';

const sample = (id: string, classId: string, split: Split): Sample => sampleOf(id, { classId, split });
const dataset = datasetOf([
  sample('1', 'a', 'train'),
  sample('2', 'b', 'validation'),
  sample('3', 'b', 'test'),
  sample('4', 'a', 'validation'),
]);
const answer = (sampleId: string, label: number, predicted: number): Answer => ({
  sampleId,
  label,
  rank: predicted === label ? 0 : 1,
  predicted,
  logits: new Float32Array(2),
  probabilities: Float32Array.of(0.5, 0.5),
  probability: 0.5,
});
const judged = { split: 'validation', answers: [answer('2', 1, 0)] } as const;

test('photos that are gone have no point; those that are not judged have no answer', () => {
  const points = mapPoints(['gone', '1', '2'], dataset, judged);
  expect(points.map(({ sample: { id }, labelIndex, at }) => [id, labelIndex, at])).toEqual([
    ['1', 0, 1],
    ['2', 1, 2],
  ]);
  expect(points.map(rightness)).toEqual([null, false]);
  expect([...placesOf(points, Float32Array.of(0, 1, 2, 3, 4, 5))]).toEqual([2, 3, 4, 5]);
});

test('test photos are shown only where test is judged', () => {
  const ids = dataset.samples.map(({ id }) => id);
  const shown = (split: Split) =>
    mapPoints(ids, dataset, { ...judged, split }).map((point) => point.sample.id);
  expect(shown('validation')).toEqual(['1', '2', '4']);
  expect(shown('train')).toEqual(['1', '2', '4']);
  expect(shown('test')).toEqual(['1', '2', '3', '4']);
  expect(missingPhotos(['1', '2', '4'], dataset, 'validation')).toBe(0);
  expect(missingPhotos(['1', '2', '4'], dataset, 'test')).toBe(1);
  expect(missingPhotos(['1'], dataset, 'train')).toBe(2);
});
