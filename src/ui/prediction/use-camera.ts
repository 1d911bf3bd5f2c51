import { useEffect, useState } from 'react';
import { cameraFailure, isMirrored } from '../../core/prediction/camera-failure.ts';
import { cameraRefusal } from './camera-refusal.ts';

/** A camera's state, as the page phrases it. */
export type CameraStatus =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'on';
      readonly stream: MediaStream;
      readonly deviceId: string;
      readonly mirrored: boolean;
    }
  | { readonly kind: 'failed'; readonly what: string; readonly todo: string };

/** Starts and stops a camera. Returns its state and the cameras to choose from (named once one is allowed). */
export function useCamera(
  on: boolean,
  wanted: string | null,
): { readonly status: CameraStatus; readonly cameras: readonly MediaDeviceInfo[] } {
  const [status, setStatus] = useState<CameraStatus>({ kind: 'off' });
  const [cameras, setCameras] = useState<readonly MediaDeviceInfo[]>([]);

  useEffect(() => {
    if (!on) return;
    let over = false;
    let stream: MediaStream | null = null;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const start = async () => {
      setStatus({ kind: 'starting' });
      try {
        if (navigator.mediaDevices === undefined) throw new DOMException('', 'NotFoundError');
        const video = wanted === null ? { facingMode: 'environment' } : { deviceId: { exact: wanted } };
        stream = await navigator.mediaDevices.getUserMedia({ video, audio: false });
        if (over) return stop();
        const [track] = stream.getVideoTracks();
        track?.addEventListener('ended', () =>
          setStatus({
            kind: 'failed',
            what: 'The camera was disconnected.',
            todo: 'Connect it, then start the camera again.',
          }),
        );
        const { deviceId = '', facingMode } = track?.getSettings() ?? {};
        setStatus({ kind: 'on', stream, deviceId, mirrored: isMirrored(facingMode, track?.label ?? '') });
        const devices = await navigator.mediaDevices.enumerateDevices();
        if (!over) setCameras(devices.filter((device) => device.kind === 'videoinput'));
      } catch (error) {
        const refusal = await cameraRefusal(error);
        if (!over) setStatus({ kind: 'failed', ...cameraFailure(refusal) });
      }
    };
    void start();
    return () => {
      over = true;
      stop();
      setStatus({ kind: 'off' });
    };
  }, [on, wanted]);

  return { status, cameras };
}
