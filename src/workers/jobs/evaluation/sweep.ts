import { FailureError } from '../../../core/project/failure.ts';
import type { Job } from '../../runtime/job.ts';
import { exclusively, getBackbone } from '../../runtime/session.ts';
import { extractDecided } from '../training/extract-decided.ts';
import { trainingPhotos } from '../training/photos.ts';
import { trainingViews } from '../training/views.ts';
import { sweepHeads } from './sweep-heads.ts';

/** Trials differ in how the head learns; backbone, augmentation and seed are the first one's. */
const sweep: Job<'sweep'> = ({ classes, samples, trials }, { signal, emit }) =>
  exclusively(signal, async () => {
    signal.throwIfAborted();
    const [first] = trials;
    if (!first) return [];
    emit({ kind: 'preparing', what: 'Loading the pretrained model' });
    const backbone = await getBackbone(first.recipe.backbone);
    const photos = trainingPhotos({ classes, samples });
    if (photos.validation.length === 0)
      throw new FailureError({
        code: 'nothing-to-train',
        what: 'There are no validation photos to compare the settings by.',
        todo: 'Hold some out under Data.',
      });
    const views = trainingViews(first.recipe, photos);
    const all = {
      backbone,
      recipe: first.recipe,
      views: [...views.train, ...views.validation],
      photos: photos.train,
      classes: classes.length,
    };
    const { features } = await extractDecided(all, {
      onProgress: (progress) => emit({ kind: 'extracting', upTo: null, progress }),
      signal,
    });
    return sweepHeads({
      features,
      classes: classes.length,
      photos,
      views,
      trials,
      onStep: (done, total) => emit({ kind: 'step', done, total }),
      onTrial: (trial) => emit({ kind: 'trial', trial }),
      signal,
    });
  });

export default sweep;
