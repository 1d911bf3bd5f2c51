import { expect, test } from 'vitest';
import { runSaying } from '../../../test-support/core/prediction/fake-runs.ts';
import { defaultRecipe } from '../training/recipe.ts';
import { noTiming, type Run } from '../training/run.ts';
import { speedsHere, speedWords } from './speed.ts';

const wasm = { name: 'wasm', threads: 2 };
const input = { size: 224, channels: 'RGB', mean: [0, 0, 0], std: [1, 1, 1] } as const;
const here = [
  { id: 'a', input },
  { id: 'b', input },
];
const machine = { browser: 'Chrome', backend: wasm };
const environment = { browser: 'Chrome', app: '1', tfjs: '4', threads: 2, weights: '' };
const runOf = (number: number, backbone: string, extraction: number, extracted: number, change = {}): Run =>
  runSaying(`${number}`, [], {
    number,
    recipe: { ...defaultRecipe, backbone },
    inputSize: 224,
    timing: { ...noTiming, extraction, extracted },
    environment,
    ...change,
  });

test('a backbone is as fast as the latest run with it that looked at photos', () => {
  const runs = [runOf(3, 'a', 0, 0), runOf(2, 'a', 600, 50), runOf(1, 'a', 900, 50), runOf(4, 'b', 50, 1)];
  const speeds = speedsHere(runs, here, machine);
  expect(speeds.get('a')).toEqual({
    milliseconds: 12,
    how: 'As Run 2 took to read and look at its photos',
  });
  expect(speeds.get('b')?.milliseconds).toBe(50);
});

test('runs of another machine, backend or number of threads, or with pictures of another size, tell nothing', () => {
  const elsewhere = runOf(1, 'a', 600, 50, { environment: { ...environment, browser: 'Firefox' } });
  const unknown = runOf(2, 'a', 600, 50, { environment: null });
  const alone = runOf(3, 'a', 600, 50, { environment: { ...environment, threads: 1 } });
  const other = runOf(4, 'a', 600, 50, { backend: 'webgl' });
  const small = runOf(5, 'a', 600, 50, { inputSize: 192 });
  const older = runOf(6, 'a', 600, 50, { inputSize: null });
  expect(speedsHere([elsewhere, unknown, alone, other, small, older], here, machine).size).toBe(0);
  // Before the engine has started, what computed last is the best guess.
  expect(speedsHere([other], here, { ...machine, backend: null }).size).toBe(1);
});

const light = { id: 'light', name: 'Light', multiplyAdds: 100e6 };
const heavy = { id: 'heavy', name: 'Heavy', multiplyAdds: 2720e6 };
const middle = { id: 'middle', name: 'Middle', multiplyAdds: 305e6 };
const cards = [heavy, light, middle];

test.each([
  [heavy, undefined, 'About 27 times the work of Light'],
  [middle, undefined, 'About 3.1 times the work of Light'],
  [light, undefined, 'The least work a photo'],
  [heavy, 123.4, '123\u00a0ms a photo here'],
  [light, 4.26, '4.3\u00a0ms a photo here'],
])('%o, measured %s', (card, milliseconds, words) => {
  const speed = milliseconds === undefined ? undefined : { milliseconds, how: '' };
  expect(speedWords(card, cards, speed)).toBe(words);
});
