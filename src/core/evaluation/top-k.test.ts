import fc from 'fast-check';
import { expect, it } from 'vitest';
import { argmax } from '../training/metrics.ts';
import { topKCount } from './top-k.ts';

it("agrees with scikit-learn's documented example of top_k_accuracy_score", () => {
  const labels = [0, 1, 2, 2];
  const scores = [
    [0.5, 0.2, 0.2],
    [0.3, 0.4, 0.2],
    [0.2, 0.4, 0.3],
    [0.7, 0.2, 0.1],
  ];
  const photos = scores.map((row, i) => ({ label: labels[i] ?? -1, logits: Float32Array.from(row) }));
  // There normalize=False gives 3, and the share 0.75.
  expect(topKCount(photos, 2)).toBe(3);
});

it('is accuracy for k = 1, never falls with k, and takes in all photos at last', () => {
  const classes = 4;
  const logit = fc.integer({ min: -2, max: 2 });
  const photo = fc.record({
    label: fc.nat({ max: classes - 1 }),
    logits: fc
      .array(logit, { minLength: classes, maxLength: classes })
      .map((values) => Float32Array.from(values)),
  });
  fc.assert(
    fc.property(fc.array(photo), (photos) => {
      const counts = [1, 2, 3, 4].map((k) => topKCount(photos, k));
      expect(counts[0]).toBe(photos.filter(({ label, logits }) => argmax(logits) === label).length);
      expect(counts).toEqual([...counts].sort((a, b) => a - b));
      expect(counts[3]).toBe(photos.length);
    }),
  );
});
