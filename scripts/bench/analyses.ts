import type { Locator, Page } from '@playwright/test';
import { CrossValidationPanel } from '../../e2e/fixtures/cross-validation-panels.ts';
import { EvaluateStage } from '../../e2e/fixtures/evaluate-stage.ts';
import { FeatureMapPanel } from '../../e2e/fixtures/feature-map-panel.ts';
import { UseStage } from '../../e2e/fixtures/use-stage.ts';
import type { AnalysesFigures } from './figures.ts';
import { longestTask } from './main-thread.ts';
import { mapFrames } from './map-frames.ts';

const PATIENCE = { timeout: 10 * 60 * 1000 };

/** What Evaluate takes for a run: from the press of a button to what it shows. The page is watched for long tasks. */
export async function measureAnalyses(page: Page): Promise<AnalysesFigures> {
  const evaluate = new EvaluateStage(page);
  // After a look at the test photos these are compared with the training photos.
  await evaluate.stage.getByText(/^Comparing/).waitFor({ state: 'hidden', ...PATIENCE });
  await longestTask(page);

  const { viewer, predictions } = evaluate;
  const sheets: number[] = [];
  await predictions.getByRole('button').first().click();
  for (let photo = 1; photo <= 9; photo++) {
    await viewer.dialog.getByText(new RegExp(`^${photo} of `)).waitFor(PATIENCE);
    await viewer.overlay.waitFor(PATIENCE);
    sheets.push(await millisecondsIn(viewer.dialog.getByText(/Made in/), /Made in (\d+)\sms/));
    await page.keyboard.press('ArrowRight');
  }
  await page.keyboard.press('Escape');

  const luck = new CrossValidationPanel(page);
  await luck.toggle.click();
  const folds = await timed(luck.button, luck.panel.getByText(/^Took/));

  const map = new FeatureMapPanel(page);
  await map.disclosure.click();
  await map.draw.waitFor(PATIENCE);
  const began = performance.now();
  await map.draw.click();
  await map.map.waitFor(PATIENCE);
  const first = performance.now() - began;
  await map.drawAgain.waitFor(PATIENCE);
  const mapMs = performance.now() - began;
  const photosOnMap = await map.count();
  const mapFrameMs = await mapFrames(page, map);
  const framesASecond = await cameraSpeed(page);
  return {
    // The first compiles, and is not typical.
    activationMs: sheets.slice(1).toSorted((a, b) => a - b)[4] ?? Number.NaN,
    fiveFoldMs: folds,
    mapFirstMs: first,
    mapMs,
    photosOnMap,
    mapFrameMs,
    framesASecond,
    longestTaskMs: await longestTask(page),
  };
}

/** The camera shows 60 frames a second (browser.ts), so that it is not what limits. */
async function cameraSpeed(page: Page): Promise<number> {
  const { stage } = new UseStage(page);
  await stage.getByRole('button', { name: 'Use the camera' }).click();
  const speed = stage.getByText(/frames a second$/);
  await speed.waitFor(PATIENCE);
  await page.waitForTimeout(5000);
  const told = Number.parseFloat((await speed.textContent()) ?? '');
  await stage.getByRole('button', { name: 'Stop the camera' }).click();
  return told;
}

async function timed(button: Locator, result: Locator): Promise<number> {
  const began = performance.now();
  await button.click();
  await result.waitFor(PATIENCE);
  return performance.now() - began;
}

async function millisecondsIn(place: Locator, pattern: RegExp): Promise<number> {
  return Number(pattern.exec((await place.textContent()) ?? '')?.[1]);
}
