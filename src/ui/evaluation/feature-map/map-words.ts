import type { ClassLabel } from '../../../core/dataset/dataset.ts';
import { percentWords } from '../../../core/evaluation/words.ts';
import { type MapPoint, rightness } from './map-points.ts';

/** What is known of a point's answer: 'recognised, 93 % sure', 'taken for rose, 60 % sure'; that it was not asked. */
export function answerWords(point: MapPoint, classes: readonly ClassLabel[]): string {
  const { answer } = point;
  if (!answer) return 'not judged here';
  const sure = `${percentWords(answer.probability)} sure`;
  return rightness(point)
    ? `recognised, ${sure}`
    : `taken for ${classes[answer.predicted]?.name ?? 'another class'}, ${sure}`;
}

/** What a screen reader says of a point. */
export function pointWords(point: MapPoint, classes: readonly ClassLabel[]): string {
  const { sample, label } = point;
  const left = sample.excluded ? ', left out of training' : '';
  return `${label.name}, ${answerWords(point, classes)}, ${sample.split}${left}, ${sample.name}`;
}
