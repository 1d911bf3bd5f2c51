import { type RefObject, useEffect } from 'react';

/**
 * Hands each new frame of a playing video to `onFrame`, never the next before the last one's promise has settled.
 * The ImageBitmap belongs to `onFrame`.
 */
export function useFrames(
  video: RefObject<HTMLVideoElement | null>,
  on: boolean,
  onFrame: (frame: ImageBitmap) => Promise<void>,
): void {
  useEffect(() => {
    const element = video.current;
    if (!on || element === null) return;
    let over = false;
    let request = 0;
    const hasFrameCallback = 'requestVideoFrameCallback' in element;
    const next = () => {
      if (over) return;
      request = hasFrameCallback
        ? element.requestVideoFrameCallback(() => void frame())
        : requestAnimationFrame(() => void frame());
    };
    const frame = async () => {
      if (element.videoWidth > 0) {
        // A frame that can't be read is no loss: the next one comes.
        const bitmap = await createImageBitmap(element).catch(() => null);
        if (bitmap !== null) {
          if (over) bitmap.close();
          else await onFrame(bitmap).catch(() => undefined);
        }
      }
      next();
    };
    next();
    return () => {
      over = true;
      if (hasFrameCallback) element.cancelVideoFrameCallback(request);
      else cancelAnimationFrame(request);
    };
  }, [video, on, onFrame]);
}
