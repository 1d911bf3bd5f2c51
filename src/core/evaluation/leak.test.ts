import { expect, test } from 'vitest';
import { sampleOf } from '../../../test-support/core/dataset/fake-dataset.ts';
import type { Sample } from '../dataset/dataset.ts';
import { leakOf } from './leak.ts';

const sample = (id: string, group: string | null, hash = id): Sample => sampleOf(id, { hash, group });
const answer = (sampleId: string, right: boolean) => ({
  sampleId,
  label: 0,
  predicted: right ? 0 : 1,
  logits: Float32Array.of(0, 0),
});

test('leaves out what has a near-duplicate, or itself, among the training photos', () => {
  const trained = [sample('t1', 'g1'), sample('t2', null), sample('t3', null)];
  const judged = new Map(
    [sample('v1', 'g1'), sample('v2', 'g2'), sample('v3', null, 't2'), sample('v4', null)].map((one) => [
      one.id,
      one,
    ]),
  );
  const answers = [answer('v1', true), answer('v2', false), answer('v3', true), answer('v4', true)];
  expect(leakOf([...answers, answer('gone', false)], (id) => judged.get(id), trained)).toEqual({
    leaked: 2,
    all: { correct: 3, total: 5 },
    clean: { correct: 1, total: 3 },
  });
});
