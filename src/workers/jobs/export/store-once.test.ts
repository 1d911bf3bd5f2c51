import { expect, test } from 'vitest';
import { runSaying } from '../../../../test-support/core/prediction/fake-runs.ts';
import type { Run } from '../../../core/training/run.ts';
import { storeOnce } from './store-once.ts';

test('asked twice, as by a worker that replaced the first, it stores one run with one number', async () => {
  const stored = new Map<string, Run>([['old', runSaying('old', [], { number: 1 })]]);
  const runs = {
    getRun: async (id: string) => stored.get(id),
    nextRunNumber: async () => Math.max(...[...stored.values()].map(({ number }) => number)) + 1,
    putTrained: async (run: Run) => void stored.set(run.id, run),
  };
  const weights = { head: [], tuned: new Map(), known: null };
  const store = (createdAt: number) =>
    storeOnce(runs, 'new', (number) => runSaying('new', [], { number, createdAt }), weights);
  const first = { id: 'new', number: 2, createdAt: 5 };
  expect(await store(5)).toMatchObject(first);
  expect(await store(6)).toMatchObject(first);
  expect([...stored.values()].map(({ number }) => number)).toEqual([1, 2]);
});
