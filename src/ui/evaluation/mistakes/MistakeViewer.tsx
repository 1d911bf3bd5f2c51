import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { countWords } from '../../../core/count-words.ts';
import type { Split } from '../../../core/dataset/dataset.ts';
import { sampleById } from '../../../core/dataset/selectors.ts';
import type { Answer } from '../../../core/evaluation/answers.ts';
import type { SaliencyMethod } from '../../../core/evaluation/saliency.ts';
import { alone } from '../../../core/prediction/ensemble.ts';
import type { Run } from '../../../core/training/run.ts';
import { useStore } from '../../../store/store.ts';
import { initialOpacity, type OverlayLook } from '../../prediction/OverlayControls.tsx';
import { useSaliency } from '../../prediction/use-saliency.ts';
import { Button } from '../../primitives/Button.tsx';
import { Dialog } from '../../primitives/Dialog.tsx';
import { splitPhotos } from '../metrics/metric-words.ts';
import { ChangePhoto } from './ChangePhoto.tsx';
import { ClassChoice } from './ClassChoice.tsx';
import { Explanation } from './Explanation.tsx';
import { NearestPhotos } from './NearestPhotos.tsx';
import { Verdict } from './Verdict.tsx';
import { ViewedPicture } from './ViewedPicture.tsx';
import './MistakeViewer.css';

interface Props {
  readonly run: Run;
  readonly split: Split;
  /** In the list's order. */
  readonly answers: readonly Answer[];
  /** Which of them is shown. */
  readonly at: number;
  readonly onView: (at: number) => void;
  readonly onClose: () => void;
}

/** One photo: what the model says of it and where it looks, what it learned from that is alike, and what can be changed. */
export default function MistakeViewer({ run, split, answers, at, onView, onClose }: Props) {
  const dataset = useStore((state) => state.dataset);
  const [look, setLook] = useState<OverlayLook>({ on: true, opacity: initialOpacity });
  const [method, setMethod] = useState<SaliencyMethod>('cam');
  /** For this photo alone: which class is explained. */
  const [chosen, setChosen] = useState<{ readonly sampleId: string; readonly label: number } | null>(null);
  const answer = answers[at];
  const sample = answer && sampleById(dataset, answer.sampleId);
  const label = answer && chosen?.sampleId === answer.sampleId ? chosen.label : (answer?.predicted ?? null);
  const members = useMemo(() => alone(run.id), [run.id]);
  const shown = useSaliency(members, look.on ? (sample?.hash ?? null) : null, label, method);
  if (answer === undefined || label === null) return null;

  const go = (to: number) => {
    if (!answers[to]) return;
    onView(to);
    // Seconds a photo: only where it is asked for.
    setMethod('cam');
  };
  const press = (event: KeyboardEvent) => {
    // Radio buttons and the opacity use these keys themselves.
    if (event.target instanceof HTMLInputElement) return;
    if (event.key === 'ArrowLeft') go(at - 1);
    if (event.key === 'ArrowRight') go(at + 1);
  };
  return (
    <Dialog title={sample?.name ?? 'A deleted photo'} size="full" onClose={onClose} onKeyDown={press}>
      <div className="mistake">
        <div className="mistake-left">
          <ViewedPicture sample={sample} classes={run.classes} saliency={shown.saliency} look={look} />
          <div className="mistake-line">
            <Button
              icon={ChevronLeft}
              label="The photo before (left arrow)"
              disabled={at === 0}
              onClick={() => go(at - 1)}
            />
            <Button
              icon={ChevronRight}
              label="The photo after (right arrow)"
              disabled={at === answers.length - 1}
              data-autofocus
              onClick={() => go(at + 1)}
            />
            <p className="mistake-position numbers" role="status">
              {countWords(at + 1)} of {splitPhotos(split, run.folds, answers.length)} in the list
            </p>
          </div>
        </div>
        <div className="mistake-side">
          <Verdict answer={answer} classes={run.classes} />
          <ChangePhoto sampleId={answer.sampleId} classId={run.classes[answer.label]?.id} />
          <ClassChoice
            answer={answer}
            classes={run.classes}
            explaining={look.on}
            value={label}
            onChange={(next) => setChosen({ sampleId: answer.sampleId, label: next })}
          />
          {sample && (
            <Explanation
              look={look}
              onLook={setLook}
              method={method}
              onMethod={setMethod}
              shown={shown}
              classes={run.classes}
            />
          )}
        </div>
        {sample && <NearestPhotos runId={run.id} hash={sample.hash} />}
      </div>
    </Dialog>
  );
}
