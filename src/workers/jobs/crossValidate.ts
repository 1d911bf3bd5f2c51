import { crossValidateHead } from './analysis/cross-validate-head.ts';
import { extractMissing } from './extraction.ts';
import type { Job } from './job.ts';
import { exclusively, getBackbone } from './session.ts';
import { type LabelledPhoto, trainingPhotos } from './training/photos.ts';
import { trainingViews } from './training/views.ts';

/** On training and validation photos together; the test split stays closed. */
const crossValidate: Job<'crossValidate'> = (
  { recipe, classes, samples, folds, repeats },
  { signal, emit },
) =>
  exclusively(signal, async () => {
    signal.throwIfAborted();
    emit({ kind: 'preparing', what: 'Loading the pretrained model' });
    const backbone = await getBackbone(recipe.backbone);
    const { train, validation } = trainingPhotos({ classes, samples });
    const photos = [...train, ...validation].sort(byContent);
    const views = trainingViews(recipe, { train: photos, validation: [], test: 0 });
    const { table } = await extractMissing(backbone, views.train, {
      runId: null,
      onProgress: (progress) => emit({ kind: 'extracting', upTo: null, progress }),
      signal,
    });
    return crossValidateHead({
      features: table,
      recipe,
      classes: classes.length,
      photos,
      folds,
      repeats,
      onStep: (done, total) => emit({ kind: 'step', done, total }),
      signal,
    });
  });

/** As `trainingPhotos` orders each split: what is in which split does not change the folds. */
function byContent(a: LabelledPhoto, b: LabelledPhoto): number {
  if (a.sample.hash === b.sample.hash) return a.label - b.label;
  return a.sample.hash < b.sample.hash ? -1 : 1;
}

export default crossValidate;
