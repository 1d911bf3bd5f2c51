import { expect, test } from 'vitest';
import { type Answer, answersOf } from '../../../core/evaluation/answers.ts';
import { lossOf, ordered } from './photo-order.ts';

function answer(sampleId: string, label: number, ...probabilities: number[]): Answer {
  const predicted = probabilities.indexOf(Math.max(...probabilities));
  const logits = Float32Array.from(probabilities, Math.log);
  const [found] = answersOf({ predictions: [{ sampleId, label, predicted, logits }] }, 1);
  if (!found) throw new Error('no answer');
  return found;
}

const answers = [
  answer('right, sure', 0, 0.9, 0.1, 0),
  answer('wrong, unsure', 1, 0.5, 0.4, 0.1),
  answer('right, unsure', 0, 0.4, 0.35, 0.25),
  answer('wrong, sure', 2, 0.1, 0.8, 0.1),
];

const ids = (of: readonly Answer[]) => of.map(({ sampleId }) => sampleId);

test('wrong ones first, the surest at the top; right ones the least sure first', () => {
  expect(ids(ordered(answers, 'wrong'))).toEqual([
    'wrong, sure',
    'wrong, unsure',
    'right, unsure',
    'right, sure',
  ]);
});

test('by loss: −ln of the label’s probability, whatever was predicted', () => {
  expect(answers.map((one) => lossOf(one).toFixed(3))).toEqual(
    [0.9, 0.4, 0.4, 0.1].map((probability) => (-Math.log(probability)).toFixed(3)),
  );
  expect(ids(ordered(answers, 'loss')).at(0)).toBe('wrong, sure');
  expect(ids(ordered(answers, 'loss')).at(-1)).toBe('right, sure');
});

test('a label that the model rules out has a large loss, not an infinite one', () => {
  expect(lossOf(answer('ruled out', 1, 1, 0))).toBeCloseTo(-Math.log(1e-7), 6);
});
