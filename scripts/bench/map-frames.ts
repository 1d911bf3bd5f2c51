import type { Page } from '@playwright/test';
import type { FeatureMapPanel } from '../../e2e/fixtures/feature-map-panel.ts';
import { median } from './figures.ts';

/** Moves of the pointer. */
const STEPS = 150;

// As text: the compiler's helpers for named functions are not in the page.
const WATCH = `window.benchFrames = [];
requestAnimationFrame(function watch(at) { window.benchFrames?.push(at); if (window.benchFrames) requestAnimationFrame(watch); });`;
const TAKE = '(() => { const frames = window.benchFrames; window.benchFrames = null; return frames; })()';

/**
 * Zooms into the map and drags it about, as a person does.
 * @returns milliseconds between two frames meanwhile: the median, and what one of twenty exceeds
 */
export async function mapFrames(
  page: Page,
  { map }: FeatureMapPanel,
): Promise<{ readonly median: number; readonly p95: number }> {
  await map.scrollIntoViewIfNeeded();
  const box = await map.boundingBox();
  if (!box) throw new Error('the map is not in sight');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await map.focus();
  for (let turn = 0; turn < 8; turn++) await page.mouse.wheel(0, -60);
  await page.mouse.down();
  await page.evaluate(WATCH);
  for (let step = 0; step < STEPS; step++) {
    await page.mouse.move(x + 80 * Math.sin(step / 10), y + 60 * Math.cos(step / 13));
    await page.waitForTimeout(8);
  }
  const frames = (await page.evaluate(TAKE)) as readonly number[];
  await page.mouse.up();
  const gaps = frames.slice(1).map((at, i) => at - (frames[i] ?? at));
  return { median: median(gaps), p95: gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length * 0.95)] ?? 0 };
}
