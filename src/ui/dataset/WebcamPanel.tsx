import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { useCamera } from '../prediction/use-camera.ts';
import { Button } from '../primitives/Button.tsx';
import { Disclosure } from '../primitives/Disclosure.tsx';
import { Field } from '../primitives/Field.tsx';
import { useRecorder } from './use-recorder.ts';
import './WebcamPanel.css';

interface Props {
  readonly classId: string;
  readonly onClass: (classId: string) => void;
  readonly onClose: () => void;
}

const initialRate = 5;

/** Takes photos of a class from the webcam for as long as the button is held. */
export default function WebcamPanel({ classId, onClass, onClose }: Props) {
  const classes = useStore((state) => state.dataset.classes);
  const [deviceId, setDeviceId] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [on, setOn] = useState(true);
  const [rate, setRate] = useState(initialRate);
  const video = useRef<HTMLVideoElement>(null);
  const { status, cameras } = useCamera(on, deviceId);
  const recorder = useRecorder(video, classId, rate);
  const known = classes.some(({ id }) => id === classId);

  useEffect(() => {
    if (!known) onClose();
  }, [known, onClose]);

  useEffect(() => {
    if (video.current) video.current.srcObject = status.kind === 'on' ? status.stream : null;
  }, [status]);

  // Off for one render, so that the camera is asked for again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt is one
  useEffect(() => setOn(true), [attempt]);
  const again = () => {
    setOn(false);
    setAttempt(attempt + 1);
  };

  return (
    <section className="webcam" aria-label="Webcam">
      <div className="webcam-picture">
        <video
          ref={video}
          className="webcam-video"
          data-mirrored={(status.kind === 'on' && status.mirrored) || undefined}
          aria-label="Camera"
          autoPlay
          muted
          playsInline
        />
        {status.kind === 'starting' && <p className="webcam-words">Starting the camera…</p>}
        {status.kind === 'failed' && (
          <div className="webcam-words" role="alert">
            <p>
              <strong>{status.what}</strong> {status.todo}
            </p>
            <Button onClick={again}>Start the camera</Button>
          </div>
        )}
        {recorder.recording && <span className="webcam-live" aria-hidden="true" />}
      </div>
      <div className="webcam-controls">
        <Field label="Photos go into">
          {(ids) => (
            <select
              {...ids}
              className="field-control"
              value={classId}
              onChange={(e) => onClass(e.currentTarget.value)}
            >
              {classes.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Button
          look="primary"
          className="webcam-record"
          disabled={status.kind !== 'on'}
          {...recorder.holdProps}
        >
          {recorder.recording ? 'Recording' : 'Hold to record'}
        </Button>
        <p className="webcam-count numbers" role="status">
          {recorder.count > 0 && `${recorder.count} taken`}
        </p>
        <Disclosure>
          <Field label="Camera">
            {(ids) => (
              <select
                {...ids}
                className="field-control"
                value={status.kind === 'on' ? status.deviceId : (deviceId ?? '')}
                onChange={(event) => setDeviceId(event.currentTarget.value)}
              >
                {cameras.map((camera, index) => (
                  <option key={camera.deviceId} value={camera.deviceId}>
                    {camera.label || `Camera ${index + 1}`}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field
            label="Rate"
            value={`${rate} photos a second`}
            initial={`${initialRate}`}
            hint="Take fewer while nothing moves: photos that look the same teach nothing new."
          >
            {(ids) => (
              <input
                {...ids}
                type="range"
                min={1}
                max={15}
                value={rate}
                onChange={(event) => setRate(event.currentTarget.valueAsNumber)}
              />
            )}
          </Field>
        </Disclosure>
      </div>
      <Button className="webcam-close" look="quiet" icon={X} label="Close the webcam" onClick={onClose} />
    </section>
  );
}
