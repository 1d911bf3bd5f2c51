import { Camera, CameraOff } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { percentWords } from '../../core/evaluation/words.ts';
import { useStore } from '../../store/store.ts';
import { useThrottled } from '../charts/use-throttled.ts';
import { TestViews } from '../evaluation/TestViews.tsx';
import { LessonPart } from '../lesson/LessonPart.tsx';
import { Button } from '../primitives/Button.tsx';
import { Disclosure } from '../primitives/Disclosure.tsx';
import { later } from '../primitives/later.tsx';
import { Stage } from '../primitives/Stage.tsx';
import { StageNotices } from '../training/StageNotices.tsx';
import { LiveCamera } from './LiveCamera.tsx';
import { useManyOpened } from './many-drop.ts';
import { PictureDrop } from './PictureDrop.tsx';
import { clearPicture, usePicture } from './picture.ts';
import { TopBars } from './TopBars.tsx';
import { UnknownChoice } from './UnknownChoice.tsx';
import { useAnswered } from './use-answered.ts';
import { WhoAnswers } from './WhoAnswers.tsx';
import './UseStage.css';

// Each is behind a disclosure: fetched when it is first opened.
const ManyPictures = later('Many pictures at once', () => import('./ManyPictures.tsx'));
const ExportPanel = later('Export', () => import('../export/ExportPanel.tsx'));

/** Stage 5: show the chosen run a new picture, or the camera. */
export default function UseStage() {
  const runs = useStore((state) => state.runs);
  const currentRunId = useStore((state) => state.currentRunId);
  const prediction = useStore((state) => state.prediction);
  const [live, setLive] = useState(false);
  const openings = useManyOpened();
  const picture = usePicture();
  // A photo that is dropped or pasted takes the camera's place.
  useEffect(() => {
    if (picture !== null) setLive(false);
  }, [picture]);
  const run = runs.find((candidate) => candidate.id === currentRunId);
  const answered = useAnswered();
  const best = prediction?.top[0];
  const name = best === undefined ? undefined : answered?.classes[best.label]?.name;
  const answer = answered?.unknown ? `None of these, closest: ${name}` : `${name}`;
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
        <WhoAnswers />
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
      {prediction !== null && answered !== null && <TopBars prediction={prediction} {...answered} />}
      <UnknownChoice run={run} />
      <TestViews run={run} where="Counts for the next picture." />
      <Suspense>
        <Disclosure label="Many pictures at once" openings={openings}>
          <ManyPictures />
        </Disclosure>
        <LessonPart name="export">
          <Disclosure label="Export">
            <ExportPanel key={run.id} run={run} />
          </Disclosure>
        </LessonPart>
      </Suspense>
    </Stage>
  );
}
