import { middleDepth } from '../../core/backbone/read-depths.ts';
import { groupBy } from '../../core/dataset/selectors.ts';
import { batchSize } from '../../core/features/batch-size.ts';
import { evenSample } from '../../core/features/photo-sample.ts';
import { seededRandom } from '../../core/random.ts';
import { spreadOf } from '../../core/training/advice-figures.ts';
import { measureForward } from '../../engine/backend/measure.ts';
import { Pace } from '../../engine/training/pace.ts';
import { extractDepths } from './extraction.ts';
import type { Job } from './job.ts';
import { backend, exclusively, getBackbone } from './session.ts';
import { labelsOf } from './training/head-lesson.ts';
import { trainingPhotos } from './training/photos.ts';
import { photosOnly } from './wanted-views.ts';

/** On the photos themselves, as a training will need them anyway; of very many, on a sample. */
const advise: Job<'advise'> = ({ recipe, classes, samples }, { signal, emit }) =>
  exclusively(signal, async () => {
    signal.throwIfAborted();
    emit({ kind: 'preparing', what: 'Loading the pretrained model' });
    const [info, backbone] = await Promise.all([backend(), getBackbone(recipe.backbone)]);
    const { card } = backbone;
    const { train, validation } = trainingPhotos({ classes, samples });
    const random = seededRandom(`${recipe.seed} familiarity`);
    const photos = evenSample(train, ({ label }) => label, FAMILIARITY_PHOTOS, random);
    const wanted = photosOnly(photos.map(({ sample }) => sample));
    const { features } = await extractDepths(backbone, wanted, [middleDepth(card)], {
      onProgress: (progress) => emit({ kind: 'extracting', upTo: null, progress }),
      signal,
    });
    const rows = photos.map(({ sample }) => features.get(sample.hash));
    const pace = new Pace(signal);
    return {
      backbone: card.id,
      familiarity: await familiarity(rows, labelsOf(photos), classes.length, () => pace.between()),
      measuredOn: photos.length,
      train: train.length,
      validation: validation.length,
      trainPerClass: spreadOf([...groupBy(train, ({ label }) => label).values()].map(({ length }) => length)),
      msPerImage: await measureForward(backbone, batchSize(info, card.multiplyAdds), signal, 3),
    };
  });

export default advise;
