import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DenseLayer, type Head, predictLogits } from '../training/head.ts';
import { classActivation, localLogit, meanOverPlaces, scaledToOne } from './class-activation.ts';

const number = fc.double({ min: -2, max: 2, noNaN: true });
const numbers = (length: number) =>
  fc.array(number, { minLength: length, maxLength: length }).map((all) => Float32Array.from(all));
const layer = (inputs: number, outputs: number): fc.Arbitrary<DenseLayer> =>
  fc.record({ kernel: numbers(inputs * outputs), bias: numbers(outputs) });
/** 6 features, 3 classes; with no, one or two hidden layers. */
const heads: fc.Arbitrary<Head> = fc.oneof(
  layer(6, 3).map((only) => [only]),
  fc.tuple(layer(6, 5), layer(5, 3)),
  fc.tuple(layer(6, 5), layer(5, 4), layer(4, 3)),
);
/** 4 places of 6 features. */
const maps = numbers(24);

test('the mean of a class activation map is the logit, for every class and kind of head', () => {
  fc.assert(
    fc.property(heads, maps, (head, map) => {
      const features = meanOverPlaces(map, 6);
      predictLogits(head, features).forEach((logit, label) => {
        const activation = classActivation(map, localLogit(head, features, label));
        expect(activation).toHaveLength(4);
        expect(meanOverPlaces(activation, 1)[0]).toBeCloseTo(logit, 3);
      });
    }),
  );
});

test('the weights are the logit’s gradient, by finite differences', () => {
  const step = 1e-3;
  fc.assert(
    fc.property(heads, numbers(6), fc.nat(2), (head, features, label) => {
      const { weights } = localLogit(head, features, label);
      weights.forEach((weight, k) => {
        const logitAt = (shift: number) => {
          const moved = features.slice();
          moved[k] = (moved[k] ?? 0) + shift;
          return { logit: predictLogits(head, moved)[label] ?? 0, local: localLogit(head, moved, label) };
        };
        const [below, above] = [logitAt(-step), logitAt(step)];
        // Where a unit switches on within the step there is no one gradient.
        fc.pre(below.local.weights.every((w, i) => w === above.local.weights[i]));
        expect((above.logit - below.logit) / (2 * step)).toBeCloseTo(weight, 2);
      });
    }),
  );
});

test('Grad-CAM equals CAM for a linear head', () => {
  fc.assert(
    fc.property(layer(6, 3), maps, fc.nat(2), (head, map, label) => {
      const places = map.length / 6;
      // Zhou et al. 2016, equation 2: the class's own column of the kernel, without the bias.
      const column = Float32Array.from({ length: 6 }, (_, k) => head.kernel[k * 3 + label] ?? 0);
      const cam = classActivation(map, { weights: column, offset: 0 });
      // Selvaraju et al. 2017, equation 1: the mean over places of the logit's derivative by the map, by differences.
      const logitOf = (of: Float32Array) => predictLogits([head], meanOverPlaces(of, 6))[label] ?? 0;
      const derivative = map.map((value, at) => {
        const [below, above] = [map.slice(), map.slice()];
        below[at] = value - 0.5;
        above[at] = value + 0.5;
        return logitOf(above) - logitOf(below);
      });
      const alpha = meanOverPlaces(derivative, 6);
      const gradCam = classActivation(map, { weights: alpha, offset: 0 });
      const { weights, offset } = localLogit([head], meanOverPlaces(map, 6), label);
      const ours = classActivation(map, { weights, offset });
      cam.forEach((value, place) => {
        expect(places * (gradCam[place] ?? 0)).toBeCloseTo(value, 3);
        expect((ours[place] ?? 0) - (head.bias[label] ?? 0)).toBeCloseTo(value, 4);
      });
    }),
  );
});

test('a class that the head does not have is refused', () => {
  const head: Head = [{ kernel: Float32Array.of(1, 2), bias: Float32Array.of(0, 0) }];
  expect(() => localLogit(head, Float32Array.of(1), 2)).toThrow(RangeError);
  expect(() => localLogit(head, Float32Array.of(1), -1)).toThrow(RangeError);
});

test('scaled so that what speaks most for the class is 1; where nothing does, what speaks most against it is −1', () => {
  expect([...scaledToOne(Float32Array.of(-8, 0, 1, 4))]).toEqual([-2, 0, 0.25, 1]);
  expect([...scaledToOne(Float32Array.of(-8, -2))]).toEqual([-1, -0.25]);
  expect([...scaledToOne(Float32Array.of(0, 0))]).toEqual([0, 0]);
});
