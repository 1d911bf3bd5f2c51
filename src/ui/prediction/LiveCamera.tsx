import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Field } from '../primitives/Field.tsx';
import { Notice } from '../primitives/Notice.tsx';
import { Switch } from '../primitives/Switch.tsx';
import { useCamera } from './use-camera.ts';
import { useFrames } from './use-frames.ts';

/** The camera's picture and its choices; each frame goes to the current run, never more than one at a time. */
export function LiveCamera() {
  const predict = useStore((state) => state.predict);
  const clearPrediction = useStore((state) => state.clearPrediction);
  const [wanted, setWanted] = useState<string | null>(null);
  const [mirrored, setMirrored] = useState(true);
  const video = useRef<HTMLVideoElement>(null);
  const { status, cameras } = useCamera(true, wanted);
  const stream = status.kind === 'on' ? status.stream : null;

  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = stream;
    if (stream !== null) void element.play().catch(() => undefined);
  }, [stream]);

  useFrames(
    video,
    stream !== null,
    useCallback((frame: ImageBitmap) => predict(frame), [predict]),
  );

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
        <video
          ref={video}
          className="camera-picture"
          data-mirrored={mirrored || undefined}
          aria-label="Camera"
          muted
          playsInline
        />
      )}
      <Field
        label="Mirror"
        hint="Shows the picture as a mirror does; the model sees it as it is."
        layout="row"
      >
        {(ids) => <Switch ids={ids} checked={mirrored} onChange={setMirrored} />}
      </Field>
      {cameras.length > 1 && (
        <Field label="Camera">
          {(ids) => (
            <select
              {...ids}
              className="field-control"
              value={wanted ?? (status.kind === 'on' ? status.deviceId : '')}
              onChange={(event) => setWanted(event.currentTarget.value)}
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
