import { describe, expect, test } from 'vitest';
import type { NetworkFigures } from './advice-figures.ts';
import { chooseNetwork, isClearlyWorse } from './compare-networks.ts';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function network(backbone: string, losses: readonly number[], msPerImage: number): NetworkFigures {
  const loss = mean(losses);
  return {
    backbone,
    read: [],
    accuracy: Math.exp(-loss),
    loss,
    losses: Float32Array.from(losses),
    photos: losses.length,
    msPerImage,
  };
}
const many = <T>(count: number, value: (i: number) => T) => Array.from({ length: count }, (_, i) => value(i));

describe('clearly worse', () => {
  test('is by the standard error of the photos’ differences, not of either’s losses', () => {
    // Hard and easy photos, hard and easy for both: each loss by itself is uncertain by 0.1.
    const hard = many(100, (i) => (i % 2 === 0 ? 0 : 2));
    const better = network('better', hard, 1);
    const worse = network(
      'worse',
      hard.map((loss, i) => loss + (i % 3 === 0 ? 0.06 : 0.03)),
      1,
    );
    expect(isClearlyWorse(worse, better)).toBe(true);
    expect(isClearlyWorse(better, worse)).toBe(false);
  });

  test('needs a mean difference above one standard error', () => {
    // Differences of ±1 and their mean: the deviation is 1 and its error 0.1, to within a hundredth.
    const even = network(
      'even',
      many(100, () => 1),
      1,
    );
    const by = (shift: number) =>
      network(
        'other',
        many(100, (i) => 1 + (i % 2 === 0 ? 1 : -1) + shift),
        1,
      );
    expect(isClearlyWorse(by(0.09), even)).toBe(false);
    expect(isClearlyWorse(by(0.11), even)).toBe(true);
  });

  test('can’t be told of one photo', () => {
    expect(isClearlyWorse(network('a', [5], 1), network('b', [0], 1))).toBe(false);
  });
});

describe('of several networks', () => {
  const small = network(
    'small',
    many(50, (i) => 0.5 + (i % 5) / 10),
    10,
  );
  const large = network(
    'large',
    many(50, (i) => 0.3 + (i % 4) / 10),
    200,
  );
  const alike = network(
    'alike',
    many(50, (i) => 0.5 + ((i + 1) % 5) / 10 - (i % 2) / 100),
    100,
  );
  const names = (networks: readonly NetworkFigures[], photos = 400) => {
    const choice = chooseNetwork(networks, photos);
    return choice && [choice.chosen.backbone, choice.other?.backbone ?? null, choice.why];
  };

  test('the one with the lowest log loss is taken where the quicker ones are clearly worse', () => {
    expect(names([small, large])).toEqual(['large', 'small', 'worse']);
    expect(names([large, alike, small])).toEqual(['large', 'alike', 'worse']);
  });

  test('a quicker one that is not clearly worse is', () => {
    expect(names([small, alike])).toEqual(['small', 'alike', 'unclear']);
  });

  test('one that is best and quickest is told beside the best of the others', () => {
    const best = network(
      'best',
      many(50, () => 0.1),
      1,
    );
    expect(names([small, large, best])).toEqual(['best', 'large', 'worse']);
  });

  test('one whose reading of all photos takes too long is only told of', () => {
    // 4,000 times 200 ms and what goes on beside it: 16 minutes.
    expect(names([small, large], 4000)).toEqual(['small', 'large', 'too-slow']);
    // Nor is it told of where it would not do better.
    expect(names([small, { ...alike, msPerImage: 200 }], 4000)).toEqual(['small', 'alike', 'worse']);
  });

  test('the only one is taken, however slow; none where none was tried', () => {
    expect(names([large], 1e6)).toEqual(['large', null, 'worse']);
    expect(chooseNetwork([], 10)).toBeNull();
  });
});
