import { useMemo, useState } from 'react';
import { photoWords } from '../../core/count-words.ts';
import type { ClassLabel } from '../../core/dataset/dataset.ts';
import { sampleById } from '../../core/dataset/selectors.ts';
import { confusionMatrix } from '../../core/evaluation/confusion.ts';
import type { Evaluation } from '../../core/evaluation/evaluation.ts';
import { useStore } from '../../store/store.ts';
import type { CellPosition } from '../evaluation/confusion-words.ts';
import { ConfusionSection } from '../evaluation/metrics/ConfusionSection.tsx';
import { SampleThumbnail } from '../evaluation/SampleThumbnail.tsx';
import { Button } from '../primitives/Button.tsx';
import { useShowMore } from '../primitives/use-show-more.tsx';

interface Props {
  readonly evaluation: Evaluation;
  /** Which photos it is of: 'validation photos'. */
  readonly photos: string;
  readonly classes: readonly ClassLabel[];
  /** Names the section. */
  readonly label: string;
}

/** Shown at once. */
const PAGE = 24;

/** What runs mix up together: the matrix, and the photos that are wrong, or those of one cell. */
export function TogetherConfusion({ evaluation, photos: what, classes, label }: Props) {
  const { predictions } = evaluation;
  const [cell, setCell] = useState<CellPosition | null>(null);
  const names = useMemo(() => classes.map(({ name }) => name), [classes]);
  const matrix = useMemo(() => confusionMatrix(predictions, names.length), [predictions, names]);
  const photos = predictions.filter(({ label, predicted }) =>
    cell ? label === cell.label && predicted === cell.predicted : label !== predicted,
  );
  const heading =
    cell === null
      ? `${photoWords(photos.length)} wrong`
      : cell.label === cell.predicted
        ? `${photoWords(photos.length)} of “${names[cell.label]}” recognised`
        : `${photoWords(photos.length)} of “${names[cell.label]}” taken for “${names[cell.predicted]}”`;
  return (
    <>
      <ConfusionSection
        matrix={matrix}
        names={names}
        what={what}
        label={label}
        selected={cell}
        onSelect={setCell}
      />
      <div className="evaluation-filter">
        <p className="numbers" aria-live="polite">
          {heading}
        </p>
        {cell !== null && (
          <Button look="quiet" onClick={() => setCell(null)}>
            Show all that are wrong
          </Button>
        )}
      </div>
      <Photos
        key={`${cell?.label} ${cell?.predicted}`}
        ids={photos.map(({ sampleId }) => sampleId)}
        label={heading}
      />
    </>
  );
}

function Photos({ ids, label }: { readonly ids: readonly string[]; readonly label: string }) {
  const dataset = useStore((state) => state.dataset);
  const { shown, more } = useShowMore(ids, PAGE);
  return (
    <>
      <ul className="mixed-up" aria-label={label}>
        {shown.map((id) => {
          const sample = sampleById(dataset, id);
          const name = sample?.name ?? 'A photo that is gone';
          return (
            <li key={id} title={name}>
              <SampleThumbnail hash={sample?.hash ?? null} />
              <span className="visually-hidden">{name}</span>
            </li>
          );
        })}
      </ul>
      {more}
    </>
  );
}
