import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { Check, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ClassLabel, Dataset } from '../../core/dataset/dataset.ts';
import { sampleById } from '../../core/dataset/selectors.ts';
import type { Answer } from '../../core/evaluation/answers.ts';
import { percentWords } from '../../core/evaluation/words.ts';
import { changeWords } from './mistakes/change-words.ts';
import { lossOf } from './mistakes/photo-order.ts';
import { SampleThumbnail } from './SampleThumbnail.tsx';
import './PredictionList.css';

interface PredictionListProps {
  /** In the order in which they are shown. */
  readonly answers: readonly Answer[];
  /** Of the run. */
  readonly classes: readonly ClassLabel[];
  /** For the photos' names and thumbnails; photos that are gone since are said to be. */
  readonly dataset: Dataset;
  readonly label: string;
  /** Tells each photo's loss as well. */
  readonly losses: boolean;
  readonly onOpen: (sampleId: string) => void;
}

const rowHeight = 64;

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 5,
  PageUp: -5,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/**
 * Each photo with its label, the model's answer and how sure the model is; choosing one opens it. Only the rows in
 * sight are drawn. One tab stop; the arrow keys go from row to row.
 */
export function PredictionList({ answers, classes, dataset, label, losses, onOpen }: PredictionListProps) {
  const frame = useRef<HTMLElement>(null);
  const [activeAt, setActive] = useState(0);
  const active = Math.min(activeAt, answers.length - 1);
  const moved = useRef(false);
  const virtualizer = useVirtualizer({
    count: answers.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    // The tab stop stays in the document wherever the list is scrolled to.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), active])].toSorted((a, b) => a - b),
  });

  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    frame.current?.querySelector<HTMLElement>(`[data-position="${active}"]`)?.focus();
  });

  function press(event: KeyboardEvent) {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(answers.length - 1, Math.max(0, active + step));
    moved.current = true;
    setActive(next);
    virtualizer.scrollToIndex(next);
  }

  return (
    <section ref={frame} className="predictions" aria-label={label} onKeyDown={press}>
      <ul style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const answer = answers[index];
          return (
            answer && (
              <li
                key={answer.sampleId}
                className="prediction-row"
                aria-setsize={answers.length}
                aria-posinset={index + 1}
                style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              >
                <button
                  type="button"
                  className="prediction-open"
                  aria-haspopup="dialog"
                  data-position={index}
                  tabIndex={index === active ? 0 : -1}
                  onFocus={() => setActive(index)}
                  onClick={() => onOpen(answer.sampleId)}
                >
                  <Row answer={answer} classes={classes} dataset={dataset} losses={losses} />
                </button>
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
}

interface RowProps extends Pick<PredictionListProps, 'classes' | 'dataset' | 'losses'> {
  readonly answer: Answer;
}

function Row({ answer, classes, dataset, losses }: RowProps) {
  const sample = sampleById(dataset, answer.sampleId);
  const right = answer.label === answer.predicted;
  const Icon = right ? Check : X;
  const label = classes[answer.label];
  const change = changeWords(dataset, answer.sampleId, label?.id);
  return (
    <>
      <SampleThumbnail hash={sample?.hash ?? null} />
      <span className="prediction-words">
        <span className="prediction-answer">
          <Icon size={16} strokeWidth={2} aria-hidden="true" />
          <span className="visually-hidden">{right ? 'Right: ' : 'Wrong: '}</span>
          <span className="prediction-names">
            <bdi>{label?.name}</bdi>
            {!right && (
              <>
                , taken for <bdi>{classes[answer.predicted]?.name}</bdi>
              </>
            )}
          </span>
        </span>
        <span className="prediction-more numbers">
          <span>{percentWords(answer.probability)} sure</span>
          {losses && <span>loss {lossOf(answer).toFixed(2)}</span>}
          {change !== null && <span className="prediction-change">{change}</span>}
          {sample && <span className="prediction-file">{sample.name}</span>}
        </span>
      </span>
    </>
  );
}
