import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classMeans, covarianceAboutZero, covarianceWithin, momentsOf, without } from './class-moments.ts';

const SIZE = 3;
const CLASSES = 4;
const labelled = fc.record({
  point: fc
    .array(fc.integer({ min: -50, max: 50 }), { minLength: SIZE, maxLength: SIZE })
    .map((values) => Float32Array.from(values)),
  label: fc.integer({ min: 0, max: CLASSES - 1 }),
});
type Labelled = { readonly point: Float32Array; readonly label: number };
const some = fc.array(labelled, { minLength: 1, maxLength: 20 });
const moments = (of: readonly Labelled[]) =>
  momentsOf(
    of.map(({ point }) => point),
    of.map(({ label }) => label),
    CLASSES,
    SIZE,
  );

const meanOf = (of: readonly Labelled[]): number[] =>
  Array.from({ length: SIZE }, (_, j) => of.reduce((sum, { point }) => sum + (point[j] ?? 0), 0) / of.length);

/** Σ (x − m)(x − m)ᵀ / n by the definition, as a lower triangle; `m` of a point. */
function covariance(of: readonly Labelled[], m: (one: Labelled) => readonly number[]): number[] {
  const triangle: number[] = [];
  for (let i = 0; i < SIZE; i++)
    for (let j = 0; j <= i; j++)
      triangle.push(
        of.reduce((sum, one) => {
          const difference = (k: number) => (one.point[k] ?? 0) - (m(one)[k] ?? 0);
          return sum + difference(i) * difference(j);
        }, 0) / of.length,
      );
  return triangle;
}

const classOf = (of: readonly Labelled[], label: number) => of.filter((one) => one.label === label);

function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(actual[i]).toBeCloseTo(value, 4);
  });
}

/** Holds what follows from the moments to the definitions, on the points themselves. */
function expectDefinitions(found: ReturnType<typeof moments>, of: readonly Labelled[]): void {
  const present = Array.from({ length: CLASSES }, (_, label) => classOf(of, label)).filter(
    (members) => members.length > 0,
  );
  const means = classMeans(found);
  expect(means).toHaveLength(present.length);
  present.forEach((members, i) => {
    expectClose(means[i] ?? [], meanOf(members));
  });
  expectClose(
    covarianceAboutZero(found),
    covariance(of, () => [0, 0, 0]),
  );
  expectClose(
    covarianceWithin(found),
    covariance(of, ({ label }) => meanOf(classOf(of, label))),
  );
}

test('means and covariances are those of the definitions', () => {
  fc.assert(
    fc.property(some, (points) => {
      const found = moments(points);
      expectDefinitions(found, points);
      expect([...found.counts]).toEqual(
        Array.from({ length: CLASSES }, (_, label) => classOf(points, label).length),
      );
    }),
  );
});

test('without a part they are those of the rest, also where a class has gone whole', () => {
  fc.assert(
    fc.property(some, some, (rest, part) => {
      expectDefinitions(without(moments([...rest, ...part]), moments(part)), rest);
    }),
  );
});
