import type { Sample } from '../dataset/dataset.ts';
import { splitOfName } from '../dataset/import/split-name.ts';
import { segmentsOf } from '../dataset/path.ts';

/**
 * Where each photo came from beside its class and split: 'kitchen' of 'cups/kitchen/train/mug' in the class “mug”.
 * @param classNameOf name of a sample's class
 * @returns one a sample, '' where its folders say nothing else; all null where they say the class and no more
 */
export function sourceFolders(
  samples: readonly Pick<Sample, 'folder' | 'classId'>[],
  classNameOf: (classId: string) => string,
): readonly (string | null)[] {
  const sources = samples.map(({ folder, classId }) =>
    segmentsOf(folder)
      .filter((name) => name !== classNameOf(classId) && splitOfName(name) === null)
      .join('/'),
  );
  // A class that was renamed still has its folder's name: as many sources as classes, and none in two of them.
  const pairs = new Set(samples.map(({ classId }, i) => `${classId}/${sources[i]}`));
  const classes = new Set(samples.map(({ classId }) => classId));
  const alike = pairs.size === classes.size && pairs.size === new Set(sources).size;
  return alike ? sources.map(() => null) : sources;
}
