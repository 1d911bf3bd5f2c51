import { viewKey } from '../../core/augmentation/view-key.ts';
import { evaluate } from '../../core/evaluation/evaluate.ts';
import { likeness } from '../../core/evaluation/known-features.ts';
import { extractMissing } from './extraction.ts';
import type { Job } from './job.ts';
import { exclusively, getBackbone } from './session.ts';
import { answer, testViews } from './test-views.ts';
import { trained, tunedRunId } from './trained.ts';

const evaluateJob: Job<'evaluate'> = ({ runId, split, samples, views }, { signal, emit }) =>
  exclusively(signal, async () => {
    const finished = await trained(runId);
    const { run, head, known } = finished;
    emit({ kind: 'preparing', what: 'Loading the pretrained model' });
    const backbone = await getBackbone(run.recipe.backbone, tunedRunId(finished));
    const indexOf = new Map(run.classes.map(({ id }, i) => [id, i]));
    // Photos of classes that came after the run have no right answer there.
    const judged = samples.filter(
      (sample) => sample.split === split && !sample.excluded && indexOf.has(sample.classId),
    );
    const wanted = judged.map((sample) => ({ sample, views: testViews(run.recipe, sample.hash, views) }));
    const { table } = await extractMissing(backbone, wanted, {
      runId: tunedRunId(finished),
      onProgress: (progress) => emit({ kind: 'extracting', upTo: null, progress }),
      signal,
    });
    return evaluate(
      split,
      wanted.map(({ sample, views: of }) => ({
        sampleId: sample.id,
        label: indexOf.get(sample.classId) ?? 0,
        ...(known && { score: likeness(known, table.get(sample.hash)) }),
        logits: answer(
          head,
          of.map((view) => table.get(viewKey(sample.hash, view))),
        ),
      })),
    );
  });

export default evaluateJob;
