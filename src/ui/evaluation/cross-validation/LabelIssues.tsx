import { useCallback, useMemo, useState } from 'react';
import { countWords } from '../../../core/count-words.ts';
import type { ClassLabel, Dataset } from '../../../core/dataset/dataset.ts';
import { sampleById } from '../../../core/dataset/selectors.ts';
import type { CrossValidation } from '../../../core/evaluation/cross-validation.ts';
import type { Prediction } from '../../../core/evaluation/evaluation.ts';
import { type LabelIssues as Issues, labelIssuesInParts } from '../../../core/evaluation/label-issues.ts';
import { readiness } from '../../../core/training/readiness.ts';
import type { AnsweredRun } from '../../../core/training/run.ts';
import { useStore } from '../../../store/store.ts';
import { Button } from '../../primitives/Button.tsx';
import { useInParts } from '../../primitives/use-in-parts.ts';
import { CrossValidationProgress } from './CrossValidationProgress.tsx';
import { wrongLabelWords } from './cross-validation-words.ts';
import { LabelIssueList, type Suspect } from './LabelIssueList.tsx';
import './CrossValidation.css';

/** Enough for each photo to be judged by a model that was trained on most of the others. */
const FOLDS = 5;

/** What was looked through. It outlives the cross-validation, which goes with the first label that is changed. */
interface Looked {
  readonly by: CrossValidation | AnsweredRun;
  /** As they were: labels are indices into them. */
  readonly classes: readonly ClassLabel[];
  readonly predictions: readonly Prediction[];
}

interface Found extends Looked {
  readonly issues: Issues;
}

/**
 * Labels that are probably wrong, the most doubtful first, each to be changed or confirmed. A run that has judged every photo
 * has found them already.
 */
export default function LabelIssues({ run }: { readonly run: AnsweredRun }) {
  const dataset = useStore((state) => state.dataset);
  const result = useStore((state) => state.crossValidation);
  const running = useStore((state) => state.crossValidating !== null);
  const crossValidate = useStore((state) => state.crossValidate);
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const judged = run.folds !== null && run.validation ? run : null;
  const [looked, setLooked] = useState<Looked | null>(null);
  if (judged && looked === null) {
    const { classes, answers } = judged;
    setLooked({ by: judged, classes, predictions: answers.validation?.predictions ?? [] });
  } else if (!judged && result && looked?.by !== result) {
    setLooked({ by: result, classes: dataset.classes, predictions: result.outOfFold });
  }
  const issues = useInParts(
    useCallback(() => labelIssuesInParts(looked?.predictions ?? [], looked?.classes.length ?? 0), [looked]),
  );
  const found = useMemo(() => looked && issues && { ...looked, issues }, [looked, issues]);
  const suspects = useMemo(
    () => (found ? suspectsOf(found, dataset, confirmed) : []),
    [found, dataset, confirmed],
  );
  return (
    <section className="label-issues" aria-label="Labels to check">
      <p className="cross-validation-hint">
        Each training and validation photo is judged by a model that has not learned from it. Where that model
        is sure of another class than the label says, one of the two is wrong (confident learning). You decide
        which. The test photos stay closed.
      </p>
      {!judged && (
        <>
          <Button
            disabled={!readiness(dataset).ready}
            aria-disabled={running}
            onClick={() => {
              if (!running) void crossValidate(FOLDS, 1);
            }}
          >
            {found ? 'Look again' : 'Look for wrong labels'}
          </Button>
          <CrossValidationProgress />
        </>
      )}
      {found && (
        <>
          <div className="cross-validation-words numbers" aria-live="polite">
            <p className="cross-validation-mean">
              {wrongLabelWords(found.issues.estimate, found.issues.total)}
            </p>
            <p>
              {suspects.length === 0
                ? 'No label is left to check.'
                : `${countWords(suspects.length)} to check, the most doubtful first. The further down, the more often the model is the one that is wrong.`}
            </p>
            {!judged && found.by !== result && (
              <p className="cross-validation-hint">
                Found before the latest change of the photos or the recipe. Look again when you are through
                the list.
              </p>
            )}
          </div>
          {suspects.length > 0 && (
            <LabelIssueList
              suspects={suspects}
              onConfirm={(id) => setConfirmed((before) => new Set(before).add(id))}
            />
          )}
          {confirmed.size > 0 && (
            <Button look="quiet" onClick={() => setConfirmed(new Set())}>
              Show the {countWords(confirmed.size)} that you called right
            </Button>
          )}
        </>
      )}
    </section>
  );
}

/** Those whose label is still the one that was doubted. */
function suspectsOf(
  { issues, classes }: Pick<Found, 'issues' | 'classes'>,
  dataset: Dataset,
  confirmed: ReadonlySet<string>,
): readonly Suspect[] {
  const present = new Map(dataset.classes.map((label) => [label.id, label]));
  return issues.suspects.flatMap((issue) => {
    const sample = sampleById(dataset, issue.sampleId);
    const given = present.get(classes[issue.given]?.id ?? '');
    const suggested = present.get(classes[issue.suggested]?.id ?? '');
    const settled = !sample || sample.excluded || sample.classId !== given?.id || confirmed.has(sample.id);
    return settled || !given || !suggested ? [] : [{ issue, sample, given, suggested }];
  });
}
