import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { classesNamed, noPause, runSaying, said } from '../../../test-support/core/prediction/fake-runs.ts';
import { answersOf } from '../evaluation/answers.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import { softmax } from '../softmax.ts';
import { type AnsweredRun, noAnswers, withAnswers } from '../training/run.ts';
import { jointAnswers, judgedRun, meanAnswers, meanEvaluation } from './joint-answers.ts';

/** What runs say of their validation photos together; each counts the same unless weights say otherwise. */
async function together(
  runs: readonly AnsweredRun[],
  weights = runs.map(() => 1 / runs.length),
): Promise<Evaluation> {
  const judged = runs.map((run) => judgedRun(run, 'validation'));
  const joint = await jointAnswers(judged, noPause);
  return meanEvaluation('validation', joint, await meanAnswers(joint, weights, noPause));
}

describe('what runs say together', () => {
  it('is the weighted mean of calibrated probabilities, by the definition', async () => {
    const logits = fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 3, maxLength: 3 });
    const photos = fc.array(logits, { minLength: 4, maxLength: 4 });
    const temperature = fc.double({ min: 0.3, max: 4, noNaN: true });
    await fc.assert(
      fc.asyncProperty(
        photos,
        photos,
        temperature,
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (a, b, t, w) => {
          const classes = classesNamed(['x', 'y', 'z']);
          const runOf = (id: string, of: readonly (readonly number[])[], at: number) =>
            runSaying(
              id,
              of.map((values, i) => ({ sampleId: `${i}`, label: i % 3, logits: Float32Array.from(values) })),
              { classes, temperature: at },
            );
          const evaluation = await together([runOf('a', a, t), runOf('b', b, 1)], [w, 1 - w]);
          let loss = 0;
          answersOf(evaluation, 1).forEach(({ probabilities, label }, i) => {
            const ofA = softmax(Float32Array.from(a[i] ?? []), t);
            const ofB = softmax(Float32Array.from(b[i] ?? []));
            for (let c = 0; c < 3; c++)
              expect(probabilities[c]).toBeCloseTo(w * (ofA[c] ?? 0) + (1 - w) * (ofB[c] ?? 0), 5);
            loss -= Math.log(w * (ofA[label] ?? 0) + (1 - w) * (ofB[label] ?? 0)) / 4;
          });
          expect(evaluation.loss).toBeCloseTo(loss, 3);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('judges by the photos that all members have judged: one that a member was trained on is not among them', async () => {
    const a = runSaying('a', [said('1', 0, 0.9, 0.1), said('2', 1, 0.4, 0.6), said('3', 0, 0.8, 0.2)]);
    // To this one the first photo was a training photo.
    const b = runSaying('b', [said('3', 0, 0.1, 0.9), said('2', 1, 0.2, 0.8), said('4', 0, 0.7, 0.3)]);
    const { predictions } = await together([a, b]);
    expect(predictions.map(({ sampleId }) => sampleId)).toEqual(['2', '3']);
    expect(predictions.map(({ predicted }) => predicted)).toEqual([1, 1]);
  });

  it('leaves out a photo that is of another class since', async () => {
    const a = runSaying('a', [said('1', 0, 0.9, 0.1)]);
    const b = runSaying('b', [said('1', 1, 0.9, 0.1)]);
    expect((await together([a, b])).predictions).toEqual([]);
  });

  it('finds the classes of another order, by id or by name', async () => {
    const a = runSaying('a', [said('1', 0, 0.9, 0.1)]);
    const b = runSaying('b', [said('1', 1, 0.2, 0.8)], {
      classes: [
        { id: 'dog', name: 'hound', colour: 0 },
        { id: 'new', name: 'cat', colour: 1 },
      ],
    });
    const [prediction] = (await together([a, b])).predictions;
    expect(prediction).toMatchObject({ label: 0, predicted: 0 });
    expect(Math.exp(prediction?.logits[0] ?? 0)).toBeCloseTo(0.85, 6);
  });

  it.each([
    ['more classes', ['cat', 'dog', 'cow']],
    ['fewer classes', ['cat']],
    ['others', ['cat', 'cow']],
  ])('refuses runs with %s', async (_, names) => {
    const runs = [runSaying('a', []), runSaying('b', [], { number: 2, classes: classesNamed(names) })];
    await expect(together(runs)).rejects.toThrow('Run 2 has other classes than Run 1');
  });

  it('is empty where a member has not judged the split', async () => {
    const runs = [runSaying('a', [said('1', 0, 0.9, 0.1)]), withAnswers(runSaying('b', []), noAnswers)];
    expect(await together(runs)).toEqual({
      split: 'validation',
      loss: 0,
      predictions: [],
    });
  });
});

test('a probability of nothing leaves finite logits', async () => {
  const sure = { sampleId: '1', label: 1, logits: Float32Array.of(200, -200) };
  const { predictions, loss } = await together([runSaying('a', [sure])]);
  expect(predictions[0]?.logits.every(Number.isFinite)).toBe(true);
  expect(loss).toBeGreaterThan(60);
  expect(Number.isFinite(loss)).toBe(true);
});
