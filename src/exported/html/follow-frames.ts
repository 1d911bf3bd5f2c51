/** Over how many frames the rate is taken. */
const FRAMES = 10;

/**
 * Hands each new frame of a playing video to `onFrame`, never the next before the last one's promise has settled.
 * @param onFrame closes the frame. `rate`: frames a second, over the last ones; 0 for the first
 * @returns ends it
 */
export function followFrames(
  video: HTMLVideoElement,
  onFrame: (frame: ImageBitmap, rate: number) => Promise<void>,
): () => void {
  let over = false;
  const times: number[] = [];
  const next = (): void => {
    if (over) return;
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(() => void take());
    else requestAnimationFrame(() => void take());
  };
  const take = async (): Promise<void> => {
    // A frame that can't be read is no loss: the next one comes.
    const frame = over ? null : await createImageBitmap(video).catch(() => null);
    if (over) frame?.close();
    else if (frame) await onFrame(frame, rateOf(times, performance.now()));
    next();
  };
  next();
  return () => {
    over = true;
  };
}

/** Adds a frame's time to the last ones, and says how many come in a second. */
export function rateOf(times: number[], now: number): number {
  times.push(now);
  if (times.length > FRAMES + 1) times.shift();
  const milliseconds = now - (times[0] ?? now);
  return milliseconds === 0 ? 0 : ((times.length - 1) * 1000) / milliseconds;
}
