import { viewKey } from '../../../core/augmentation/view-key.ts';
import type { Sample } from '../../../core/dataset/dataset.ts';
import { matchClasses } from '../../../core/dataset/version-changes.ts';
import { evaluate } from '../../../core/evaluation/evaluate.ts';
import { summaryOf } from '../../../core/evaluation/evaluation.ts';
import { familiarityOf } from '../../../core/evaluation/known-features.ts';
import { FailureError } from '../../../core/project/failure.ts';
import { nameOfRun } from '../../../core/training/run-name.ts';
import { putAnswers } from '../../../storage/evaluation/answers.ts';
import type { Job } from '../../runtime/job.ts';
import { exclusively } from '../../runtime/session.ts';
import { answer, testViews } from '../augmentation/test-views.ts';
import { extractForRun } from '../features/extraction.ts';
import { trained } from '../training/trained-runs.ts';

const evaluateJob: Job<'evaluate'> = ({ runId, split, samples, classes, views }, { signal, emit }) =>
  exclusively(signal, async () => {
    const finished = await trained(runId);
    const { run, head, known } = finished;
    emit({ kind: 'preparing', what: 'Loading the pretrained model' });
    // A model that was opened from a file knows its classes by their names alone.
    const match = matchClasses(run.classes, classes);
    const labels = new Map(classes.map(({ id }, i) => [id, match[i] ?? -1]));
    const labelOf = ({ classId }: Sample) => labels.get(classId) ?? -1;
    // Photos of classes that came after the run have no right answer there.
    const judged = samples.filter(
      (sample) => sample.split === split && !sample.excluded && labelOf(sample) >= 0,
    );
    if (judged.length === 0)
      throw new FailureError({
        code: 'not-found',
        what: `None of the photos is of a class that ${nameOfRun(run)} knows: ${run.classes.map(({ name }) => name).join(', ')}.`,
        todo: 'Give the classes these names, or choose another run.',
      });
    const wanted = judged.map((sample) => ({ sample, views: testViews(run.recipe, sample.hash, views) }));
    const { features } = await extractForRun(finished, wanted, {
      onProgress: (progress) => emit({ kind: 'extracting', upTo: null, progress }),
      signal,
    });
    const evaluation = evaluate(
      split,
      wanted.map(({ sample, views: of }) => ({
        sampleId: sample.id,
        label: labelOf(sample),
        ...(known && { score: familiarityOf(known, features.get(sample.hash)) }),
        logits: answer(
          head,
          of.map((view) => features.get(viewKey(sample.hash, view))),
        ),
      })),
    );
    await putAnswers(runId, evaluation);
    return summaryOf(evaluation);
  });

export default evaluateJob;
