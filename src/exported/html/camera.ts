import { cameraFailure, isMirrored } from '../../core/prediction/camera-failure.ts';
import { button, element } from './element.ts';
import { followFrames } from './follow-frames.ts';

interface CameraEvents {
  /**
   * Answers for a frame, which it closes; the next one is taken when it has.
   * @param rate frames a second; 0 for the first
   */
  readonly onFrame: (frame: ImageBitmap, rate: number) => Promise<void>;
  readonly onFailure: (failure: ReturnType<typeof cameraFailure>) => void;
}

export interface Camera {
  readonly picture: HTMLElement;
  /** Freeze and Mirror. */
  readonly controls: readonly HTMLElement[];
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}

/** The camera: its picture, and what can be done with it. */
export function camera({ onFrame, onFailure }: CameraEvents): Camera {
  const video = element('video', { class: 'camera-picture', 'aria-label': 'Camera', playsinline: '' });
  video.muted = true;
  const mirror = element('input', { type: 'checkbox' });
  mirror.checked = true;
  const showMirrored = () => video.toggleAttribute('data-mirrored', mirror.checked);
  mirror.addEventListener('change', showMirrored);
  showMirrored();
  const freeze = button('Freeze', () => setFrozen(!video.paused));
  let unfollow = () => {};
  /** Of the start that counts: what an earlier one still brings comes too late. */
  let current = 0;

  function setFrozen(frozen: boolean): void {
    freeze.setAttribute('aria-pressed', String(frozen));
    unfollow();
    if (frozen) video.pause();
    else {
      // Refused where the camera has been stopped meanwhile.
      void video.play().catch(() => undefined);
      unfollow = followFrames(video, onFrame);
    }
  }

  function stop(): void {
    current++;
    unfollow();
    if (video.srcObject instanceof MediaStream) stopTracks(video.srcObject);
    video.srcObject = null;
  }

  return {
    picture: video,
    controls: [freeze, element('label', { class: 'choice' }, mirror, 'Mirror')],
    stop,
    start: async () => {
      stop();
      const start = current;
      try {
        if (!navigator.mediaDevices) throw new DOMException('', 'NotFoundError');
        const stream = await navigator.mediaDevices.getUserMedia({
          video: { facingMode: 'environment' },
          audio: false,
        });
        if (start !== current) return stopTracks(stream);
        stream.getVideoTracks()[0]?.addEventListener('ended', () =>
          onFailure({
            what: 'The camera was disconnected.',
            todo: 'Connect it, then start the camera again.',
          }),
        );
        const [track] = stream.getVideoTracks();
        mirror.checked = isMirrored(track?.getSettings().facingMode, track?.label ?? '');
        showMirrored();
        video.srcObject = stream;
        setFrozen(false);
      } catch (error) {
        const { name, message } = error instanceof DOMException ? error : { name: '', message: '' };
        // A page of one file is not shown in frames.
        if (start === current)
          onFailure(cameraFailure({ name, message, secure: isSecureContext, permitted: true }));
      }
    },
  };
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
