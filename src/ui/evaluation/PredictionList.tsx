import { useVirtualizer } from '@tanstack/react-virtual';
import { Check, X } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { Dataset } from '../../core/dataset/dataset.ts';
import { sampleById } from '../../core/dataset/selectors.ts';
import type { Answer } from '../../core/evaluation/answers.ts';
import { percentWords } from '../../core/evaluation/words.ts';
import { SampleThumbnail } from './SampleThumbnail.tsx';
import './PredictionList.css';

interface PredictionListProps {
  readonly predictions: readonly Answer[];
  readonly names: readonly string[];
  /** For the photos' names and thumbnails; photos that are gone since are said to be. */
  readonly dataset: Dataset;
  readonly label: string;
}

const rowHeight = 64;

/** Wrong ones first, the surest at the top: what a person wants to see of a model. */
function worstFirst(predictions: readonly Answer[]): Answer[] {
  const wrong = ({ label, predicted }: Answer) => (label === predicted ? 0 : 1);
  return [...predictions].sort(
    (a, b) =>
      wrong(b) - wrong(a) || (wrong(a) ? b.probability - a.probability : a.probability - b.probability),
  );
}

/** Each photo with its label, the model's answer and how sure the model is. Only the rows in sight are drawn. */
export function PredictionList({ predictions, names, dataset, label }: PredictionListProps) {
  const sorted = useMemo(() => worstFirst(predictions), [predictions]);
  const frame = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section ref={frame} className="predictions" aria-label={label} tabIndex={0}>
      <ul style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const prediction = sorted[index];
          if (prediction === undefined) return null;
          const sample = sampleById(dataset, prediction.sampleId);
          const right = prediction.label === prediction.predicted;
          const Icon = right ? Check : X;
          return (
            <li
              key={prediction.sampleId}
              className="prediction-row"
              aria-setsize={sorted.length}
              aria-posinset={index + 1}
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            >
              <SampleThumbnail hash={sample?.hash ?? null} />
              <div className="prediction-words">
                <p className="prediction-answer">
                  <Icon size={16} strokeWidth={2} aria-hidden="true" />
                  <span>
                    {right
                      ? names[prediction.label]
                      : `${names[prediction.label]}, taken for ${names[prediction.predicted]}`}
                  </span>
                </p>
                <p className="prediction-more numbers">
                  <span>{percentWords(prediction.probability)} sure</span>
                  <span className="prediction-file">{sample?.name ?? 'deleted since'}</span>
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
