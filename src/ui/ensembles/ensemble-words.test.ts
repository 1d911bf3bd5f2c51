import { expect, test } from 'vitest';
import { runSaying, said } from '../../../test-support/core/prediction/fake-runs.ts';
import { evaluate } from '../../core/evaluation/evaluate.ts';
import { summaryOf } from '../../core/evaluation/evaluation.ts';
import { closedWords, ensembleLine, loadWords, memberWords, timeWords } from './ensemble-words.ts';

const first = runSaying('a', []);
const second = runSaying('b', [], { number: 2, name: 'wide head' });

test('what a member brings', () => {
  expect(memberWords({ weight: 0.5, alone: 52, without: 54 }, 60)).toBe(
    'Alone 52 of 60 right. Without it the others get 54.',
  );
  expect(memberWords({ weight: 1, alone: 52, without: null }, 60)).toBe('Alone 52 of 60 right.');
});

test('how an ensemble was found, also where this version no longer finds it so', () => {
  const members = [
    { runId: 'a', weight: 0.25 },
    { runId: 'b', weight: 0.75 },
  ];
  expect(ensembleLine({ members, method: 'fitted' })).toBe('2 runs, fitted weights');
  expect(ensembleLine({ members, method: 'greedy' })).toBe(
    '2 runs, weights of an earlier version’s greedy choice',
  );
});

test('a closed envelope is named', () => {
  const test = summaryOf(evaluate('test', [said('9', 0, 0.9, 0.1)]));
  expect(closedWords([{ ...first, test }, second], 9)).toContain('the envelope of “wide head” is closed');
  expect(closedWords([first, second], 9)).toContain('the envelopes of Run 1 and “wide head” are closed');
  expect(closedWords([{ ...first, test }], 9)).toContain('No test photo was judged by all');
  expect(closedWords([first, second], 0)).toBeNull();
});

test('what it loads', () => {
  const card = { id: 'mobilenet-v3', name: 'MobileNetV3', bytes: 14e6, blocks: [] };
  expect(loadWords([first, second], [card])).toBe('Loads MobileNetV3 (14\u00a0MB), which they share.');
  const large = { id: 'resnet-50', name: 'ResNet50', bytes: 94.2e6, blocks: [] };
  const third = { ...second, recipe: { ...second.recipe, backbone: 'resnet-50' } };
  expect(loadWords([first, third], [card, large])).toBe(
    'Loads 108\u00a0MB: MobileNetV3 (14\u00a0MB) and ResNet50 (94\u00a0MB).',
  );
  expect(loadWords([first], [])).toBe('Its pretrained models are not there any more.');
});

test('what it takes', () => {
  expect(timeWords(48, 16, second)).toBe(
    'Takes 48\u00a0ms a picture here; “wide head” alone takes 16\u00a0ms, so it is 3.0 times as long.',
  );
});
