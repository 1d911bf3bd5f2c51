import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellCount, confusionMatrix, confusions, filledCells, partOf } from './confusion.ts';
import type { Prediction } from './evaluation.ts';

function predictions(labels: readonly number[], answers: readonly number[]): Prediction[] {
  return labels.map((label, i) => ({
    sampleId: `s${i}`,
    label,
    predicted: answers[i] ?? -1,
    logits: Float32Array.of(0, 0),
  }));
}

describe('confusionMatrix', () => {
  it("agrees with scikit-learn's documented example of confusion_matrix", () => {
    const matrix = confusionMatrix(predictions([2, 0, 2, 2, 0, 1], [0, 0, 2, 2, 0, 2]), 3);
    const counts = [0, 1, 2].map((label) =>
      [0, 1, 2].map((predicted) => cellCount(matrix, label, predicted)),
    );
    expect(counts).toEqual([
      [2, 0, 0],
      [0, 0, 1],
      [1, 0, 2],
    ]);
    expect(matrix.labelled).toEqual([2, 1, 3]);
    expect(matrix.correct).toBe(4);
    expect(matrix.total).toBe(6);
  });

  it('counts each photo once, the right ones on the diagonal', () => {
    const label = fc.nat({ max: 9 });
    fc.assert(
      fc.property(fc.array(fc.tuple(label, label)), (pairs) => {
        const matrix = confusionMatrix(
          predictions(
            pairs.map(([a]) => a),
            pairs.map(([, b]) => b),
          ),
          10,
        );
        expect(matrix.total).toBe(pairs.length);
        expect(matrix.correct).toBe(pairs.filter(([a, b]) => a === b).length);
        for (const { label: row, predicted, count } of filledCells(matrix))
          expect(count).toBe(pairs.filter(([a, b]) => a === row && b === predicted).length);
      }),
    );
  });

  it('leaves out labels that the run does not have', () => {
    expect(confusionMatrix(predictions([0, 5, 1], [0, 0, 7]), 2).total).toBe(1);
  });
});

describe('confusions', () => {
  it('lists the mistakes, most often first', () => {
    const matrix = confusionMatrix(predictions([0, 0, 0, 1, 1, 2], [0, 1, 1, 1, 2, 0]), 3);
    expect(confusions(matrix)).toEqual([
      { label: 0, predicted: 1, count: 2 },
      { label: 1, predicted: 2, count: 1 },
      { label: 2, predicted: 0, count: 1 },
    ]);
  });
});

describe('partOf', () => {
  const label = fc.nat({ max: 9 });
  it('has the cells of its classes, wherever these stand, and the photos of their labels', () => {
    const shuffled = fc.shuffledSubarray(Array.from({ length: 10 }, (_, i) => i));
    fc.assert(
      fc.property(fc.array(fc.tuple(label, label)), shuffled, (pairs, classes) => {
        const matrix = confusionMatrix(
          pairs.map(([label, predicted]) => ({ label, predicted })),
          10,
        );
        const part = partOf(matrix, classes);
        expect(part.labelled).toEqual(classes.map((c) => pairs.filter(([of]) => of === c).length));
        for (const [i, a] of classes.entries())
          for (const [j, b] of classes.entries())
            expect(cellCount(part, i, j)).toBe(pairs.filter(([x, y]) => x === a && y === b).length);
        expect(filledCells(part).every(({ count }) => count > 0)).toBe(true);
      }),
    );
  });
});
