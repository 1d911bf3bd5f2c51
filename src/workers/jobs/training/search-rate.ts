import { standardisationOf } from '../../../core/training/standardise.ts';
import { featureExamples } from '../../../engine/training/feature-examples.ts';
import { searchRate } from '../../../engine/training/search-rate.ts';
import type { Job } from '../../runtime/job.ts';
import { exclusively, getBackbone } from '../../runtime/session.ts';
import { photosOnly } from '../features/wanted-views.ts';
import { extractDecided } from './extract-decided.ts';
import { labelsOf, newHead } from './head-input.ts';
import { trainingPhotos } from './photos.ts';

/** On the photos themselves: their augmented views would change the rate little, and take long to extract. */
const searchRateJob: Job<'searchRate'> = ({ recipe, classes, samples }, { signal, emit }) =>
  exclusively(signal, async () => {
    signal.throwIfAborted();
    emit({ kind: 'preparing', what: 'Loading the pretrained model' });
    const backbone = await getBackbone(recipe.backbone);
    const { train } = trainingPhotos({ classes, samples });
    const all = {
      backbone,
      recipe,
      views: photosOnly(train.map(({ sample }) => sample)),
      photos: train,
      classes: classes.length,
    };
    const { features } = await extractDecided(all, {
      onProgress: (progress) => emit({ kind: 'extracting', upTo: null, progress }),
      signal,
    });
    const rows = train.map(({ sample }) => [features.get(sample.hash)]);
    const scale = standardisationOf(rows.flat());
    const learner = newHead(recipe, scale, classes.length);
    try {
      const examples = featureExamples(rows, labelsOf(train), scale);
      return await searchRate({ learner, recipe, classes: classes.length, train: examples, signal });
    } finally {
      learner.dispose();
    }
  });

export default searchRateJob;
