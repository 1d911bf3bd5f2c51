import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchWhole } from '../bench/browser.ts';
import { Journey } from '../bench/journey.ts';
import type { StressOptions } from './options.ts';
import { record } from './recorder.ts';
import { tellStandstill, watched } from './watchdog.ts';

export type StepName = 'open' | 'drop' | 'train' | 'predict' | 'reload' | 'again';

export interface Round {
  /** How long each step took that ended, seconds. */
  readonly seconds: ReadonlyMap<StepName, number>;
  /** What went wrong, and what everything was waiting for; null: nothing. */
  readonly trouble: { readonly step: StepName; readonly lines: readonly string[] } | null;
}

/**
 * Walks the main path once, in a browser with an empty profile on the disk.
 * @param address of the page
 * @param photos a folder to drop
 * @param picture a photo to ask about
 * @param screenshot where the picture of what stands still goes
 */
export async function walk(
  address: string,
  photos: string,
  picture: string,
  { still, throttle, backbone }: StressOptions,
  screenshot: string,
): Promise<Round> {
  const profile = await mkdtemp(join(tmpdir(), 'headstart-stress-'));
  const context = await launchWhole(profile);
  const seconds = new Map<StepName, number>();
  const said: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') said.push(`the console: ${message.text()}`);
  });
  context.on('weberror', (error) => said.push(`uncaught: ${error.error().stack ?? error.error().message}`));
  try {
    await record(context);
    const page = context.pages()[0] ?? (await context.newPage());
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    const journey = new Journey(page);
    let first = '';
    const steps: readonly (readonly [StepName, () => Promise<void>])[] = [
      ['open', () => journey.open(address, { backend: 'auto', threads: null })],
      ['drop', () => journey.dropFolder(photos)],
      [
        'train',
        async () => {
          await journey.chooseBackbone(backbone);
          await journey.train(1, null);
        },
      ],
      [
        'predict',
        async () => {
          first = await journey.predict(picture);
        },
      ],
      ['reload', () => journey.reload(1)],
      [
        'again',
        async () => {
          const second = await journey.predict(picture);
          if (second !== first)
            throw new Error(`it said “${first}” before, and “${second}” after the reload`);
        },
      ],
    ];
    for (const [step, take] of steps) {
      const begun = performance.now();
      try {
        await watched(page, 1000 * still, take());
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return {
          seconds,
          trouble: { step, lines: [why, ...(await tellStandstill(page, screenshot)), ...said] },
        };
      }
      seconds.set(step, (performance.now() - begun) / 1000);
    }
    return { seconds, trouble: said.length === 0 ? null : { step: 'again', lines: said } };
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
