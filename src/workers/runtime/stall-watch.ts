/** Without a word from the worker for so long, a job is taken to have come to a standstill. Milliseconds. */
const STILL = 60_000;
const LOOK_EVERY = 5000;
/** Between two looks more time has passed only where the machine slept, or the tab was put to sleep. */
const ASLEEP = 30_000;

export interface StallWatch {
  /** The worker was asked for something or has said something. */
  heard(): void;
  /** Nothing is asked of the worker any more. */
  rest(): void;
}

/**
 * Tells when a worker that has work says nothing for a minute, and when it has said something again.
 * @param onStalled called with each change
 */
export function stallWatch(onStalled: (stalled: boolean) => void): StallWatch {
  let timer: ReturnType<typeof setInterval> | null = null;
  let heardAt = 0;
  let lookedAt = 0;
  let stalled = false;
  const tell = (now: boolean) => {
    if (stalled === now) return;
    stalled = now;
    onStalled(now);
  };
  const look = () => {
    const now = performance.now();
    if (now - lookedAt > ASLEEP) heardAt = now;
    lookedAt = now;
    if (now - heardAt >= STILL) tell(true);
  };
  return {
    heard: () => {
      heardAt = performance.now();
      tell(false);
      if (timer !== null) return;
      lookedAt = heardAt;
      timer = setInterval(look, LOOK_EVERY);
    },
    rest: () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      tell(false);
    },
  };
}
