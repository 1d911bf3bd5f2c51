import type { Answer } from '../../../core/evaluation/answers.ts';
import { useStore } from '../../../store/store.ts';
import type { Judged } from '../judged.ts';
import { PredictionList } from '../PredictionList.tsx';

interface PhotoByPhotoProps extends Judged {
  /** Those to list, in words: '3 photos of “daisy” taken for “tulip”'. */
  readonly heading: string;
  readonly shown: readonly Answer[];
}

/** Each photo with its label, the answer and how sure the model is, wrong ones first. */
export function PhotoByPhoto({ run, heading, shown }: PhotoByPhotoProps) {
  const dataset = useStore((state) => state.dataset);
  const names = run.classes.map(({ name }) => name);
  return (
    <PredictionList predictions={shown} names={names} dataset={dataset} label={`Predictions: ${heading}`} />
  );
}
