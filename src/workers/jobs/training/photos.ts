import type { Sample } from '../../../core/dataset/dataset.ts';
import { FailureError } from '../../../core/project/failure.ts';
import type { TrainingRequest } from '../../../core/training/checkpoint.ts';

/** A photo and the index of its class. */
export interface LabelledPhoto {
  readonly sample: Sample;
  readonly label: number;
}

export interface TrainingPhotos {
  readonly train: readonly LabelledPhoto[];
  readonly validation: readonly LabelledPhoto[];
  /** Photos held out for the end. */
  readonly test: number;
}

/**
 * The photos of a training without the excluded ones, ordered by content, so that the order of arrival does not change the result.
 * @throws FailureError 'nothing-to-train'
 */
export function trainingPhotos({
  classes,
  samples,
}: Pick<TrainingRequest, 'classes' | 'samples'>): TrainingPhotos {
  const indexOf = new Map(classes.map(({ id }, i) => [id, i]));
  const photos = samples
    .flatMap((sample) => {
      const label = indexOf.get(sample.classId);
      return label === undefined || sample.excluded ? [] : [{ sample, label }];
    })
    .sort((a, b) =>
      a.sample.hash < b.sample.hash ? -1 : a.sample.hash > b.sample.hash ? 1 : a.label - b.label,
    );
  const of = (split: Sample['split']) => photos.filter(({ sample }) => sample.split === split);
  const train = of('train');
  if (train.length === 0)
    throw new FailureError({
      code: 'nothing-to-train',
      what: 'There are no training photos.',
      todo: 'Add photos, or hold out fewer.',
    });
  return { train, validation: of('validation'), test: of('test').length };
}
