import { Camera, CameraOff } from 'lucide-react';
import { useState } from 'react';
import { isUnknown } from '../../core/evaluation/unknown.ts';
import { percentWords } from '../../core/evaluation/words.ts';
import { useStore } from '../../store/store.ts';
import { useThrottled } from '../charts/use-throttled.ts';
import { TestViews } from '../evaluation/TestViews.tsx';
import { Button } from '../primitives/Button.tsx';
import { Stage } from '../primitives/Stage.tsx';
import { StageNotices } from '../training/StageNotices.tsx';
import { runName } from '../training/training-words.ts';
import { LiveCamera } from './LiveCamera.tsx';
import { PictureDrop } from './PictureDrop.tsx';
import { clearPicture } from './picture.ts';
import { TopBars } from './TopBars.tsx';
import { UnknownChoice } from './UnknownChoice.tsx';
import './UseStage.css';

/** Stage 5: show the chosen run a new picture, or the camera. */
export default function UseStage() {
  const runs = useStore((state) => state.runs);
  const currentRunId = useStore((state) => state.currentRunId);
  const prediction = useStore((state) => state.prediction);
  const [live, setLive] = useState(false);
  const run = runs.find((candidate) => candidate.id === currentRunId);
  const answering = runs.find((candidate) => candidate.id === prediction?.runId);
  const best = prediction?.top[0];
  const name = best === undefined ? undefined : answering?.classes[best.label]?.name;
  const unknown =
    prediction !== null && answering !== undefined && isUnknown(answering.unknown, prediction.score) === true;
  const answer = unknown ? `None of these, closest: ${name}` : `${name}`;
  // A camera answers many times a second; a screen reader hears a new class at most every three seconds.
  const words =
    best === undefined || name === undefined
      ? ''
      : live
        ? answer
        : `${answer}, ${percentWords(best.probability)}`;
  const spoken = useThrottled(words, live ? 3000 : 0);

  if (run === undefined)
    return <Stage name="use" number={5} title="Use" waitsFor="Waits for a trained model." />;
  return (
    <Stage name="use" number={5} title="Use" waitsFor={null}>
      <StageNotices stage="use" />
      <p className="visually-hidden" aria-live="polite">
        {spoken}
      </p>
      <div className="use-head">
        <p className="numbers">{runName(runs, run.id)} answers</p>
        <Button
          icon={live ? CameraOff : Camera}
          onClick={() => {
            clearPicture();
            setLive(!live);
          }}
        >
          {live ? 'Stop the camera' : 'Use the camera'}
        </Button>
      </div>
      {live ? <LiveCamera /> : <PictureDrop />}
      {prediction !== null && answering !== undefined && (
        <TopBars prediction={prediction} classes={answering.classes} unknown={unknown} />
      )}
      <UnknownChoice run={run} />
      <TestViews run={run} where="Counts for the next picture." />
    </Stage>
  );
}
