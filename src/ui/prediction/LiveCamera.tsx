import { Pause, Play } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Saliency } from '../../core/evaluation/saliency.ts';
import type { EnsembleMember } from '../../core/prediction/ensemble.ts';
import { type Failure, toFailure } from '../../core/project/failure.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { Field } from '../primitives/Field.tsx';
import { Notice } from '../primitives/Notice.tsx';
import { Switch } from '../primitives/Switch.tsx';
import { ExplainedClass } from './ExplainedClass.tsx';
import { initialOpacity, OverlayControls, type OverlayLook } from './OverlayControls.tsx';
import { SaliencyOverlay } from './SaliencyOverlay.tsx';
import { SmoothingChoice } from './SmoothingChoice.tsx';
import { useAnswering } from './use-answering.ts';
import { useCamera } from './use-camera.ts';
import { useFrames } from './use-frames.ts';
import { useSpeed } from './use-speed.ts';

/** What the overlay was made of. */
interface SeenFrame {
  readonly members: readonly EnsembleMember[];
  readonly saliency: Saliency;
  /** Of the frame, pixels. */
  readonly width: number;
  readonly height: number;
}

/** The camera's picture and its choices; each frame goes to who answers, never more than one at a time. */
export function LiveCamera() {
  const predict = useStore((state) => state.predict);
  const clearPrediction = useStore((state) => state.clearPrediction);
  const [wanted, setWanted] = useState<string | null>(null);
  /** As the person has set it; null: as the camera looks. */
  const [chosen, setMirrored] = useState<boolean | null>(null);
  const video = useRef<HTMLVideoElement>(null);
  const { members, classes } = useAnswering();
  const [look, setLook] = useState<OverlayLook>({ on: false, opacity: initialOpacity });
  const [label, setLabel] = useState<number | null>(null);
  const [seen, setSeen] = useState<SeenFrame | null>(null);
  /** Why the latest frame has no overlay. */
  const [failure, setFailure] = useState<Failure | null>(null);
  const explained = label !== null && label < classes.length ? label : null;
  const shown = look.on && seen?.members === members ? seen : null;
  const [frozen, setFrozen] = useState(false);
  const { words: speed, tick, reset } = useSpeed();
  const { status, cameras } = useCamera(true, wanted);
  const stream = status.kind === 'on' ? status.stream : null;
  const mirrored = chosen ?? (status.kind === 'on' && status.mirrored);

  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = stream;
    reset();
    setFrozen(false);
    if (stream !== null) void element.play().catch(() => undefined);
  }, [stream, reset]);

  function freeze(on: boolean) {
    setFrozen(on);
    reset();
    if (on) video.current?.pause();
    else void video.current?.play().catch(() => undefined);
  }

  const answer = useCallback(
    async (frame: ImageBitmap) => {
      const { width, height } = frame;
      // Of the same frame, and before the next one is taken: the bars and the overlay belong together.
      const copy = look.on && members.length > 0 ? await createImageBitmap(frame) : null;
      await predict(frame);
      tick();
      if (copy === null) return;
      const { saliency } = useStore.getState();
      try {
        const found = await saliency(members, copy, explained, 'cam');
        if (found) setSeen({ members, saliency: found, width, height });
        setFailure(null);
      } catch (error) {
        setFailure(toFailure(error));
      }
    },
    [predict, tick, look.on, members, explained],
  );
  useFrames(video, stream !== null && !frozen, answer);
  // A frame that stands still is answered anew where something else is asked of it.
  useEffect(() => {
    if (frozen && video.current) void createImageBitmap(video.current).then(answer);
  }, [frozen, answer]);

  useEffect(() => clearPrediction, [clearPrediction]);

  return (
    <div className="camera">
      {status.kind === 'failed' ? (
        <Notice
          notice={{
            tone: 'error',
            title: status.what,
            failures: [{ code: 'unexpected', what: status.what, todo: status.todo }],
          }}
        />
      ) : (
        <div className="saliency-picture">
          <video
            ref={video}
            className="camera-picture"
            data-mirrored={mirrored || undefined}
            aria-label="Camera"
            muted
            playsInline
          />
          {shown && (
            <SaliencyOverlay
              saliency={shown.saliency}
              name={classes[shown.saliency.label]?.name ?? ''}
              width={shown.width}
              height={shown.height}
              opacity={look.opacity}
              mirrored={mirrored}
              fit="cover"
            />
          )}
        </div>
      )}
      {stream !== null && (
        <div className="camera-line">
          <Button icon={frozen ? Play : Pause} onClick={() => freeze(!frozen)}>
            {frozen ? 'Go on' : 'Freeze'}
          </Button>
          <p className="camera-speed numbers">
            {frozen ? 'The last frame stands still.' : `${speed} frames a second`}
          </p>
        </div>
      )}
      <OverlayControls look={look} onChange={setLook}>
        <ExplainedClass
          classes={classes}
          value={explained}
          onChange={setLabel}
          saliency={shown?.saliency ?? null}
          failure={failure}
          runs={members.length}
        />
      </OverlayControls>
      <Field
        label="Mirror"
        hint="Shows the picture as a mirror does; the model sees it as it is."
        layout="row"
      >
        {(ids) => <Switch ids={ids} checked={mirrored} onChange={setMirrored} />}
      </Field>
      <SmoothingChoice />
      {cameras.length > 1 && (
        <Field label="Camera">
          {(ids) => (
            <select
              {...ids}
              className="field-control"
              value={wanted ?? (status.kind === 'on' ? status.deviceId : '')}
              onChange={(event) => {
                setWanted(event.currentTarget.value);
                // Another camera may look the other way.
                setMirrored(null);
              }}
            >
              {cameras.map((camera, index) => (
                <option key={camera.deviceId} value={camera.deviceId}>
                  {camera.label || `Camera ${index + 1}`}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </div>
  );
}
