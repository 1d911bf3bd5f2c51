import { useVirtualizer } from '@tanstack/react-virtual';
import { Check, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ClassLabel, Sample } from '../../../core/dataset/dataset.ts';
import type { LabelIssue } from '../../../core/evaluation/label-issues.ts';
import { percentWords } from '../../../core/evaluation/words.ts';
import { useStore } from '../../../store/store.ts';
import { PhotoActions } from '../../dataset/PhotoActions.tsx';
import { Button } from '../../primitives/Button.tsx';
import { ScrollRegion } from '../../primitives/ScrollRegion.tsx';
import { SampleThumbnail } from '../SampleThumbnail.tsx';
import './LabelIssueList.css';

/** A photo whose label is doubted, with its classes as they are called now. */
export interface Suspect {
  readonly issue: LabelIssue;
  readonly sample: Sample;
  readonly given: ClassLabel;
  readonly suggested: ClassLabel;
}

interface LabelIssueListProps {
  /** The most doubtful first. */
  readonly suspects: readonly Suspect[];
  readonly onConfirm: (sampleId: string) => void;
}

const splitWords = { train: 'training', validation: 'validation', test: 'test' } as const;
/** Of a row in the narrow column, before it is measured. */
const ROW = 132;

/** Doubtful labels with what to do about each. Only the rows in sight are drawn. */
export function LabelIssueList({ suspects, onConfirm }: LabelIssueListProps) {
  const moveSamples = useStore((state) => state.moveSamples);
  const frame = useRef<HTMLElement>(null);
  /** The place of the row that was settled: the one that takes it gets the focus. */
  const [settled, setSettled] = useState<number | null>(null);
  const virtualizer = useVirtualizer({
    count: suspects.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    getItemKey: (index) => suspects[index]?.sample.id ?? index,
    overscan: 3,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row is there once the suspects are others.
  useEffect(() => {
    if (settled === null) return;
    setSettled(null);
    const at = Math.min(settled, suspects.length - 1);
    const row = frame.current?.querySelector<HTMLElement>(`[data-index="${at}"] .label-issue-buttons button`);
    (row ?? frame.current)?.focus();
  }, [suspects]);

  return (
    <ScrollRegion ref={frame} className="label-issue-list" label="Doubtful labels">
      <ul style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const suspect = suspects[index];
          if (suspect === undefined) return null;
          const { sample, suggested } = suspect;
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className="label-issue"
              aria-setsize={suspects.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <SampleThumbnail hash={sample.hash} />
              <SuspectWords {...suspect} />
              <div className="label-issue-buttons">
                <Button
                  aria-label={`It is ${suggested.name}: ${sample.name}`}
                  onClick={() => {
                    setSettled(index);
                    moveSamples([sample.id], suggested.id);
                  }}
                >
                  It is {suggested.name}
                </Button>
                <Button
                  icon={Check}
                  aria-label={`The label is right: ${sample.name}`}
                  onClick={() => {
                    setSettled(index);
                    onConfirm(sample.id);
                  }}
                >
                  The label is right
                </Button>
                <PhotoActions ids={[sample.id]} onDone={() => setSettled(index)} />
              </div>
            </li>
          );
        })}
      </ul>
    </ScrollRegion>
  );
}

function SuspectWords({ issue, sample, given, suggested }: Suspect) {
  return (
    <div className="label-issue-words">
      <p className="label-issue-classes">
        <span className="visually-hidden">Labelled</span>
        <bdi>{given.name}</bdi>
        <ChevronRight size={14} strokeWidth={2} aria-hidden="true" />
        <span className="visually-hidden">, perhaps</span>
        <bdi>{suggested.name}?</bdi>
      </p>
      <p className="label-issue-more numbers">
        {percentWords(issue.confidence)} sure of <bdi>{given.name}</bdi>,{' '}
        {percentWords(issue.suggestedConfidence)} of <bdi>{suggested.name}</bdi>
      </p>
      <p className="label-issue-more label-issue-file" title={sample.name}>
        {splitWords[sample.split]}, <bdi>{sample.name}</bdi>
      </p>
    </div>
  );
}
