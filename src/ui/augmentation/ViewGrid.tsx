import { useId, useRef } from 'react';
import { type Augmentation, augments } from '../../core/augmentation/augmentation.ts';
import type { Sample } from '../../core/dataset/dataset.ts';
import { useStore } from '../../store/store.ts';
import { viewUseWords } from './augmentation-words.ts';
import { useViews } from './use-views.ts';

const VIEWS = 12;
const numbers = Array.from({ length: VIEWS }, (_, index) => index + 1);

interface Props {
  readonly sample: Sample;
  readonly augmentation: Augmentation;
}

/** Twelve views of a photo at the backbone's input; the ones that training caches are framed. */
export function ViewGrid({ sample, augmentation }: Props) {
  const views = useStore((state) => state.recipe.views);
  const size = useStore((state) => state.cards.find(({ id }) => id === state.recipe.backbone)?.input.size);
  const grid = useRef<HTMLUListElement>(null);
  const caption = useId();
  const { current, failure } = useViews(grid, sample.hash, augmentation, VIEWS);
  const varied = augments(augmentation);
  const used = varied ? Math.min(views, VIEWS) : 0;
  return (
    <figure className="views" aria-labelledby={caption}>
      <ul ref={grid} className="views-grid" aria-label={`Views of ${sample.name}`} aria-busy={!current}>
        {numbers.map((number) => (
          <li key={number} className="view" data-used={number <= used || undefined}>
            <canvas role="img" aria-label={`View ${number}${number <= used ? ', used in training' : ''}`} />
          </li>
        ))}
      </ul>
      <figcaption id={caption} className="views-caption">
        {VIEWS} views of this photo
        {size !== undefined && `, ${size} × ${size}\u00a0px, as the backbone gets them`}.{' '}
        {viewUseWords(views, VIEWS, varied)}
      </figcaption>
      {failure !== null && (
        <p className="views-failure" role="alert">
          {sample.name}: {failure.what} {failure.todo}
        </p>
      )}
    </figure>
  );
}
