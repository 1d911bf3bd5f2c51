import { useRunningJobs } from './running-jobs.ts';

/** So long nothing must have been pressed. Milliseconds. */
const QUIET_MS = 2000;
const LOOK_MS = 500;

/** When something was pressed last; null: nothing yet. */
let pressed: number | null = null;

/** Begins to notice what the person does. */
export function watchPresses(): void {
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'dragenter', 'drop', 'paste'])
    addEventListener(kind, () => (pressed = performance.now()), { passive: true, capture: true });
}

/** Whether nothing was done yet that a reload would take away. */
export const isUntouched = (): boolean => pressed === null && useRunningJobs.getState().running.length === 0;

/** Resolves when nobody uses the page and no job runs: network and processor belong to those first. */
export async function whenQuiet(): Promise<void> {
  while (performance.now() - (pressed ?? 0) < QUIET_MS || useRunningJobs.getState().running.length > 0)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}

/** Resolves when the page is loaded and has nothing to do. */
export async function whenIdle(): Promise<void> {
  if (document.readyState !== 'complete')
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  await new Promise<void>((resolve) => {
    // Not in every browser (https://www.w3.org/TR/requestidlecallback/).
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 5000 });
    else setTimeout(resolve, 1000);
  });
}
