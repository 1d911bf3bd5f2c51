import type { Dataset, Sample } from '../dataset/dataset.ts';

const MOST = 12;

/**
 * Photos that could go along with an export as golden pictures: one of each class, of the validation photos where it has
 * any, twelve at most.
 */
export function goldenCandidates({
  classes,
  samples,
}: Pick<Dataset, 'classes' | 'samples'>): readonly Sample[] {
  const here = samples.filter(({ excluded, split }) => !excluded && split !== 'test');
  return classes
    .flatMap(({ id }) => {
      const own = here.filter(({ classId }) => classId === id);
      return own.find(({ split }) => split === 'validation') ?? own[0] ?? [];
    })
    .slice(0, MOST);
}
