import { expect, test } from 'vitest';
import { datasetOf, sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import { defaultRecipe } from '../../core/training/recipe.ts';
import type { RunMessage } from '../protocol.ts';
import { pack, unpack } from './pack.ts';

const samples = Array.from({ length: 501 }, (_, order) =>
  sampleOf(`${order}`, { name: 'ein “Foto” 🌸\u2028.jpg', group: order % 2 ? null : 'g', order }),
);
const { classes } = datasetOf([]);
const train = (count: number): RunMessage => ({
  type: 'run',
  id: 1,
  kind: 'train',
  request: { runId: 'r', recipe: defaultRecipe, classes, samples: samples.slice(0, count) },
});
const write: RunMessage = {
  type: 'run',
  id: 2,
  kind: 'write',
  request: { patch: { classes, put: samples, remove: ['gone'] }, recipe: defaultRecipe },
};

test.each([
  ['of a training', train(501)],
  ['of an edit', write],
])('a long list goes in columns and comes back: %s', (_, message) => {
  const posted = pack(message);
  expect(JSON.stringify(posted.request)).not.toContain('ein “Foto”');
  expect(posted.columns?.order).toHaveLength(501);
  expect(unpack(structuredClone(posted))).toEqual(message.request);
});

test('all else is posted as it is', () => {
  const short: readonly RunMessage[] = [
    train(500),
    { type: 'run', id: 3, kind: 'write', request: { patch: { remove: ['gone'] } } },
    { type: 'run', id: 4, kind: 'saveProject', request: null },
  ];
  for (const message of short) {
    expect(pack(message)).toBe(message);
    expect(unpack(message)).toBe(message.request);
  }
});
