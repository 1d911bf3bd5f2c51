import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTree } from '../../e2e/fixtures/folders.ts';
import { SampleSet } from '../../e2e/fixtures/samples.ts';
import { picturesOf } from '../bench/photos.ts';
import { say } from '../bench/say.ts';
import { buildSite } from '../bench/site.ts';
import { startServer } from '../serve/server.ts';
import { beBusy } from './busy.ts';
import { readOptions, type StressOptions } from './options.ts';
import { type Round, type StepName, walk } from './round.ts';

/**
 * `npm run stress -- --times N [--busy N] [--throttle N] [--still SECONDS] [--photos DIR] [--backbone ID] [--out DIR]`:
 * walks the main path (drop photos, train, predict, reload, predict) again and again through the production build in
 * Chromium, on a machine that is kept busy, and tells what waits for what where a step stands still.
 */
async function stress(options: StressOptions, scratch: string): Promise<boolean> {
  const photos = options.photos ?? (await samplePhotos(join(scratch, 'photos')));
  const [picture] = await picturesOf(photos);
  if (picture === undefined) throw new Error(`${photos} holds no pictures`);
  await mkdir(options.out, { recursive: true });
  const server = await startServer({ port: 0, folder: await buildSite() });
  const rest = beBusy(options.busy);
  const rounds: Round[] = [];
  try {
    for (let number = 1; number <= options.times; number++) {
      const screenshot = join(options.out, `round-${number}.png`);
      const round = await walk(server.url, photos, picture.path, options, screenshot);
      rounds.push(round);
      const took = [...round.seconds].map(([step, seconds]) => `${step} ${seconds.toFixed(1)} s`);
      const end = round.trouble === null ? 'well' : `NOT WELL at ${round.trouble.step}`;
      say(`round ${number} of ${options.times}: ${[...took, end].join(', ')}`);
      for (const line of round.trouble?.lines ?? []) say(`  ${line}`);
    }
  } finally {
    await rest();
    await server.close();
  }
  console.log(summaryOf(rounds));
  return rounds.every(({ trouble }) => trouble === null);
}

/** Twenty satellite photos of four classes, a fifth of them to test with. */
async function samplePhotos(folder: string): Promise<string> {
  const earth = await SampleSet.read('earth');
  const taken = ['coast', 'desert', 'forest', 'ice'].flatMap((name) => [
    ...earth.take(name, 4),
    ...earth.take(name, 1, { split: 'test' }),
  ]);
  const tree = taken.map(({ split, className, name, bytes }) => [`${split}/${className}/${name}`, bytes]);
  return writeTree(folder, Object.fromEntries(tree));
}

/** The longest that each step took, and how many rounds went well. */
function summaryOf(rounds: readonly Round[]): string {
  const longest = new Map<StepName, number>();
  for (const [step, seconds] of rounds.flatMap((round) => [...round.seconds]))
    longest.set(step, Math.max(longest.get(step) ?? 0, seconds));
  const well = rounds.filter(({ trouble }) => trouble === null).length;
  const steps = [...longest].map(([step, seconds]) => `${step} ${seconds.toFixed(1)} s`);
  return `longest: ${steps.join(', ')}\n${well} of ${rounds.length} rounds went well`;
}

const scratch = await mkdtemp(join(tmpdir(), 'headstart-stress-'));
try {
  if (!(await stress(readOptions(process.argv.slice(2)), scratch))) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(scratch, { recursive: true, force: true });
}
