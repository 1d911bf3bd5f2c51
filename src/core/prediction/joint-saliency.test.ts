import { expect, test } from 'vitest';
import { jointSaliency, type MemberMap } from './joint-saliency.ts';

const member = (change: Partial<MemberMap>, ...values: number[]): MemberMap => ({
  weight: 0.5,
  probability: 0.5,
  temperature: 1,
  map: { width: values.length, height: 1, values: Float32Array.from(values) },
  ...change,
});

test('of one run it is that run’s map, in units of the calibrated logit', () => {
  const { width, height, values } = jointSaliency([
    member({ weight: 1, probability: 0.2, temperature: 2 }, 3, -1, 0),
  ]);
  expect([width, height, ...values]).toEqual([3, 1, 1.5, -0.5, 0]);
});

test('a run counts by the derivative of the answer’s logarithm by that of its own', () => {
  const weights = [0.2, 0.5, 0.3];
  const probabilities = [0.9, 0.05, 0.4];
  const answer = (logs: readonly number[]) =>
    Math.log(logs.reduce((sum, log, i) => sum + (weights[i] ?? 0) * Math.exp(log), 0));
  const logs = probabilities.map(Math.log);
  const step = 1e-5;
  const shares = logs.map((_, i) => {
    const moved = (by: number) => answer(logs.map((log, j) => (i === j ? log + by : log)));
    return (moved(step) - moved(-step)) / (2 * step);
  });
  // Each run speaks in a cell of its own.
  const members = probabilities.map((probability, i) =>
    member({ weight: weights[i] ?? 0, probability }, ...probabilities.map((_, j) => Number(i === j))),
  );
  jointSaliency(members).values.forEach((value, i) => {
    expect(value).toBeCloseTo(shares[i] ?? Number.NaN, 6);
  });
});

test('a run that gives the class nothing adds nothing; where none gives it anything the weights count', () => {
  const sees = member({}, 1, 0);
  expect([...jointSaliency([sees, member({ probability: 0 }, 0, 9)]).values]).toEqual([1, 0]);
  const blind = [
    member({ weight: 0.25, probability: 0 }, 4, 0),
    member({ weight: 0.75, probability: 0 }, 0, 4),
  ];
  expect([...jointSaliency(blind).values]).toEqual([1, 3]);
});

test('a coarse map is drawn in the cells of a fine one', () => {
  const fine = member({}, 0, 0, 0, 8);
  const coarse = member({}, 0, 8);
  expect([...jointSaliency([fine, coarse]).values]).toEqual([0, 1, 3, 8]);
});
