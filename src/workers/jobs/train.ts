import type { Sample } from '../../core/dataset/dataset.ts';
import { evaluate } from '../../core/evaluation/evaluate.ts';
import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import { FailureError } from '../../core/project/failure.ts';
import type { EpochMetrics, Run } from '../../core/training/run.ts';
import { type Examples, fitHead } from '../../engine/training/fit-head.ts';
import { putTrained } from '../../storage/runs.ts';
import { extractMissing, gatherFeatures } from './extraction.ts';
import type { Job } from './job.ts';
import { backend, exclusively, getBackbone } from './session.ts';

const train: Job<'train'> = ({ runId, recipe, classes, samples }, { signal, emit }) =>
  exclusively(async () => {
    signal.throwIfAborted();
    emit({ kind: 'preparing', what: 'Loading the pretrained model' });
    const [info, backbone] = await Promise.all([backend(), getBackbone(recipe.backbone)]);
    const indexOf = new Map(classes.map(({ id }, i) => [id, i]));
    const labelOf = ({ classId }: Sample) => indexOf.get(classId) ?? 0;
    // By content, so that the order of arrival does not change the result.
    const known = samples
      .filter(({ classId, split }) => indexOf.has(classId) && split !== 'test')
      .sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : labelOf(a) - labelOf(b)));
    const trainSamples = known.filter(({ split }) => split === 'train');
    const validationSamples = known.filter(({ split }) => split === 'validation');
    if (trainSamples.length === 0)
      throw new FailureError({
        code: 'nothing-to-train',
        what: 'There are no training photos.',
        todo: 'Add photos, or hold out fewer.',
      });

    const began = performance.now();
    const { table, extracted } = await extractMissing(
      backbone,
      known,
      (progress) => emit({ kind: 'extracting', progress }),
      signal,
    );
    const extraction = performance.now() - began;

    const length = backbone.card.features;
    const examples = (of: readonly Sample[]): Examples => ({
      features: gatherFeatures(table, of, length),
      labels: Int32Array.from(of, labelOf),
    });
    const history: EpochMetrics[] = [];
    const fitBegan = performance.now();
    const head = await fitHead({
      recipe,
      classes: classes.length,
      train: examples(trainSamples),
      validation: validationSamples.length > 0 ? examples(validationSamples) : null,
      onEpoch: (metrics) => {
        history.push(metrics);
        emit({ kind: 'epoch', metrics });
      },
      onBatch: (metrics) => emit({ kind: 'batch', metrics }),
      signal,
    });
    const headTime = performance.now() - fitBegan;

    const validation: Evaluation | null =
      validationSamples.length > 0
        ? evaluate(
            head,
            'validation',
            validationSamples.map((sample) => ({
              sampleId: sample.id,
              label: labelOf(sample),
              features: table.get(sample.hash),
            })),
          )
        : null;
    const run: Run = {
      id: runId,
      createdAt: Date.now(),
      recipe,
      classes,
      backend: info.name,
      counts: {
        train: trainSamples.length,
        validation: validationSamples.length,
        test: samples.filter(({ split }) => split === 'test').length,
      },
      history,
      validation,
      test: null,
      testOpened: 0,
      deleted: false,
      timing: { extraction: extracted > 0 ? extraction : 0, extracted, head: headTime },
    };
    await putTrained(run, head);
    return run;
  });

export default train;
