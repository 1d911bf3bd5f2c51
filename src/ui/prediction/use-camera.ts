import { useEffect, useState } from 'react';

/** A camera's state, as the page phrases it. */
export type CameraStatus =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'on'; readonly stream: MediaStream; readonly deviceId: string }
  | { readonly kind: 'failed'; readonly what: string; readonly todo: string };

function failureWords(error: unknown): { what: string; todo: string } {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError')
    return {
      what: 'The browser did not allow the camera.',
      todo: 'Allow it in the address bar, then start the camera again.',
    };
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return { what: 'No camera was found.', todo: 'Connect one, then start the camera again.' };
  if (name === 'NotReadableError')
    return {
      what: 'The camera is in use by another program.',
      todo: 'Close that program, then start the camera again.',
    };
  return {
    what: 'The camera could not be started.',
    todo: 'Check that it is connected, then start it again.',
  };
}

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
        setStatus({ kind: 'on', stream, deviceId: track?.getSettings().deviceId ?? '' });
        const devices = await navigator.mediaDevices.enumerateDevices();
        if (!over) setCameras(devices.filter((device) => device.kind === 'videoinput'));
      } catch (error) {
        if (!over) setStatus({ kind: 'failed', ...failureWords(error) });
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
