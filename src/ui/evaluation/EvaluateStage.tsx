import { Suspense, useState } from 'react';
import type { Split } from '../../core/dataset/dataset.ts';
import { useStore } from '../../store/store.ts';
import { LessonPart } from '../lesson/LessonPart.tsx';
import { Button } from '../primitives/Button.tsx';
import { Disclosure } from '../primitives/Disclosure.tsx';
import { EmptyState } from '../primitives/EmptyState.tsx';
import { later } from '../primitives/later.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { Stage } from '../primitives/Stage.tsx';
import { StageNotices } from '../training/StageNotices.tsx';
import { runName } from '../training/training-words.ts';
import { EvaluationView } from './EvaluationView.tsx';
import { LearnFromAll } from './LearnFromAll.tsx';
import { TestEnvelope } from './TestEnvelope.tsx';
import { TestViews } from './TestViews.tsx';
import { useAnsweredRun } from './use-answered-runs.ts';
import { useAnswers } from './use-answers.ts';
import './EvaluateStage.css';

// Each is behind a disclosure: fetched when it is first opened.
const ClassMetrics = later('Class by class', () => import('./metrics/ClassMetrics.tsx'));
const Certainty = later('How sure it is', () => import('./certainty/Certainty.tsx'));
const CrossValidationPanel = later(
  'Was it luck?',
  () => import('./cross-validation/CrossValidationPanel.tsx'),
);
const LabelIssues = later('Labels to check', () => import('./cross-validation/LabelIssues.tsx'));
const FeatureMap = later('The map of the photos', () => import('./feature-map/FeatureMap.tsx'));
const Ensembles = later('Combining runs', () => import('../ensembles/Ensembles.tsx'));
const ReportButtons = later('The report', () => import('../report/ReportButtons.tsx'));
const Slices = later('Where it is weak', () => import('./slices/Slices.tsx'));

/** Stage 4: how good the chosen run is, and where it goes wrong. */
export default function EvaluateStage() {
  const runs = useStore((state) => state.runs);
  const currentRunId = useStore((state) => state.currentRunId);
  const evaluating = useStore((state) => state.evaluating);
  const evaluateSplit = useStore((state) => state.evaluateSplit);
  // An ensemble that has lost its runs must be seen too.
  const combinable = useStore((state) => state.runs.length > 1 || state.ensembles.length > 0);
  const [wanted, setWanted] = useState<Split>('validation');
  const current = runs.find((candidate) => candidate.id === currentRunId);
  const run = useAnsweredRun(current);
  const split = wanted === 'test' && run?.test === null ? 'validation' : wanted;
  const evaluation = run?.answers[split] ?? null;
  const temperature = run?.temperature ?? 1;
  const answers = useAnswers(evaluation, temperature);
  if (current === undefined)
    return <Stage name="evaluate" number={4} title="Evaluate" waitsFor="Waits for a trained model." />;
  if (run === null)
    return (
      <Stage name="evaluate" number={4} title="Evaluate" waitsFor={null}>
        <StageNotices stage="evaluate" />
      </Stage>
    );
  return (
    <Stage name="evaluate" number={4} title="Evaluate" waitsFor={null}>
      <StageNotices stage="evaluate" />
      <div className="evaluation-head">
        <p className="numbers">{runName(runs, run.id)}</p>
        <Segmented
          label="Photos to judge by"
          value={split}
          options={[
            { value: 'train', label: 'Training' },
            { value: 'validation', label: run.folds === null ? 'Validation' : 'Every photo' },
            ...(run.test === null ? [] : [{ value: 'test', label: 'Test' } as const]),
          ]}
          onChange={setWanted}
        />
      </div>
      {answers === null ? (
        <p role="status">Working out what it said of each photo…</p>
      ) : answers.length === 0 ? (
        split !== 'test' && run.counts[split] > 0 ? (
          <Button aria-disabled={evaluating !== null} onClick={() => void evaluateSplit(split)}>
            {evaluating === split ? 'Looking at the photos…' : `Judge by the ${split} photos`}
          </Button>
        ) : (
          <EmptyState title={`This run has no ${split} photos to judge by.`}>
            <p>Give the classes more photos or hold some out under Data, then train again.</p>
          </EmptyState>
        )
      ) : (
        <Suspense>
          <EvaluationView key={`${run.id} ${split}`} {...{ run, split, answers }} />
          {split === 'validation' && <LearnFromAll run={run} />}
          <LessonPart name="analyses">
            <Disclosure label="Class by class">
              <ClassMetrics {...{ run, split, answers }} />
            </Disclosure>
            <Disclosure label="How sure it is">
              <Certainty {...{ run, split, answers }} />
            </Disclosure>
            <Disclosure label="Where it is weak">
              <Slices {...{ run, split, answers }} />
            </Disclosure>
            <Disclosure label="Map of the photos">
              <FeatureMap {...{ run, split, answers }} />
            </Disclosure>
          </LessonPart>
        </Suspense>
      )}
      <Suspense>
        <LessonPart name="analyses">
          <Disclosure label="Was it luck?">
            <CrossValidationPanel run={run} />
          </Disclosure>
          <Disclosure label="Labels to check">
            <LabelIssues key={run.folds === null ? '' : run.id} run={run} />
          </Disclosure>
          {combinable && (
            <Disclosure label="Combine runs">
              <Ensembles />
            </Disclosure>
          )}
        </LessonPart>
      </Suspense>
      <TestEnvelope run={run} onOpen={() => setWanted('test')} />
      <Suspense>
        <ReportButtons key={run.id} run={run} look="secondary" />
      </Suspense>
      <TestViews run={run} where="Counts when the test set is next opened." />
    </Stage>
  );
}
