import { useState } from 'react';
import { useStore } from '../../store/store.ts';
import { EmptyState } from '../primitives/EmptyState.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { Stage } from '../primitives/Stage.tsx';
import { StageNotices } from '../training/StageNotices.tsx';
import { runName } from '../training/training-words.ts';
import { EvaluationView } from './EvaluationView.tsx';
import { TestEnvelope } from './TestEnvelope.tsx';
import { TestViews } from './TestViews.tsx';
import './EvaluateStage.css';

/** Stage 4: how good the chosen run is, and where it goes wrong. */
export default function EvaluateStage() {
  const runs = useStore((state) => state.runs);
  const currentRunId = useStore((state) => state.currentRunId);
  const [wanted, setWanted] = useState<'validation' | 'test'>('validation');
  const run = runs.find((candidate) => candidate.id === currentRunId);
  if (run === undefined)
    return <Stage name="evaluate" number={4} title="Evaluate" waitsFor="Waits for a trained model." />;
  const split = run.test === null ? 'validation' : wanted;
  const evaluation = run[split];
  return (
    <Stage name="evaluate" number={4} title="Evaluate" waitsFor={null}>
      <StageNotices stage="evaluate" />
      <div className="evaluation-head">
        <p className="numbers">{runName(runs, run.id)}</p>
        {run.test !== null && (
          <Segmented
            label="Photos to judge by"
            value={split}
            options={[
              { value: 'validation', label: 'Validation' },
              { value: 'test', label: 'Test' },
            ]}
            onChange={setWanted}
          />
        )}
      </div>
      {evaluation === null || evaluation.predictions.length === 0 ? (
        <EmptyState title="This run has no validation photos to judge by.">
          <p>Hold some out under Data, then train again.</p>
        </EmptyState>
      ) : (
        <EvaluationView key={`${run.id} ${split}`} run={run} evaluation={evaluation} />
      )}
      <TestEnvelope run={run} onOpen={() => setWanted('test')} />
      <TestViews run={run} where="Counts when the test set is next opened." />
    </Stage>
  );
}
