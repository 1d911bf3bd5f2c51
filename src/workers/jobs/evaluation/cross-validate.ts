import type { Job } from '../../runtime/job.ts';
import { exclusively, getBackbone } from '../../runtime/session.ts';
import { extractDecided } from '../training/extract-decided.ts';
import { byContent, trainingPhotos } from '../training/photos.ts';
import { trainingViews } from '../training/views.ts';
import { crossValidateHead } from './cross-validate-head.ts';

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
    const { card } = backbone;
    const all = { backbone, recipe, views: views.train, photos, classes: classes.length };
    const { features, decision } = await extractDecided(all, {
      onProgress: (progress) => emit({ kind: 'extracting', upTo: null, progress }),
      signal,
    });
    return crossValidateHead({
      features,
      depths: card.depths.filter(({ name }) => decision.read.includes(name)),
      recipe,
      penalty: decision.penalty,
      classes: classes.length,
      photos,
      folds,
      repeats,
      onStep: (done, total) => emit({ kind: 'step', done, total }),
      signal,
    });
  });

export default crossValidate;
