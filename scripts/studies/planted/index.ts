import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import { classesOf } from '../folders.ts';
import { searchWrongLabels } from './labels.ts';
import { findGroups, type Groups, leakFigures, pairsOf } from './leaks.ts';
import { type Photo, type Pictures, photosOf, plantCopies } from './pictures.ts';

const USAGE = `npx tsx scripts/studies/planted/index.ts --train DIR [--backbone ID] [--seeds 3]
  Plants copies of photos and wrong labels in a folder of class folders, and tells how many are found again.
  Nothing is written.`;

const { values: options } = parseArgs({
  options: {
    train: { type: 'string' },
    backbone: { type: 'string', default: 'mobilenet-v3' },
    seeds: { type: 'string', default: '3' },
  },
});

/** '93.1 % (67 of 72)' */
const share = (part: number, whole: number): string =>
  `${whole === 0 ? '–' : ((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`;

const row = (...cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);

async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly seconds: string }> {
  const began = performance.now();
  const result = await work();
  return { result, seconds: ((performance.now() - began) / 1000).toFixed(1) };
}

function tellLeaks(groups: Groups, among: Groups, photos: number): void {
  const { crops, reencodings, right, near, wrong } = leakFigures(groups, among, photos);
  row('near-duplicates', 'found');
  row('---', '---');
  row('crops with their photo', share(crops, photos));
  row('re-encodings with their photo', share(reencodings, photos));
  row('pairs that are right', share(right, right + wrong));
  row('pairs through near-duplicates in the folder, not counted', near);
}

/** Groups of the photos as they are, for a person to look at. */
function tellGroups(among: Groups, photos: readonly Photo[], folder: string): void {
  console.log(`\nIn the folder itself: ${among.flatMap(pairsOf).length} pairs in ${among.length} groups`);
  for (const group of among)
    console.log(`- ${group.map((i) => relative(folder, photos[i]?.path ?? '')).join(', ')}`);
}

async function tellLabels(
  photos: readonly Photo[],
  { photos: pictures }: Pictures,
  among: Groups,
  classes: readonly string[],
): Promise<void> {
  console.log();
  row('seed', 'wrong labels in the first tenth of the photos', 'listed', 'planted', 'estimated', 'seconds');
  row('---', '---', '---', '---', '---', '---');
  for (let seed = 1; seed <= Number(options.seeds); seed++) {
    const { result, seconds } = await timed(() =>
      searchWrongLabels(photos, pictures, among, { backbone: options.backbone, classes, seed }),
    );
    const { found, planted, suspects, estimate } = result;
    row(seed, share(found, planted), suspects, planted, estimate.toFixed(1), seconds);
  }
}

async function main(folder: string): Promise<void> {
  const backend = await startRuntime();
  const classes = await classesOf(folder);
  const photos = await photosOf(folder, classes);
  console.log(`${options.backbone}, tfjs ${backend}, ${photos.length} photos of ${classes.length} classes`);
  const { result: pictures, seconds } = await timed(() => plantCopies(photos, options.backbone));
  const all = [...pictures.photos, ...pictures.crops, ...pictures.reencodings];
  const among = await findGroups(pictures.photos);
  const search = await timed(() => findGroups(all));
  console.log(
    `${all.length} pictures: ${seconds} s for features and thumbnails, ${search.seconds} s for the search\n`,
  );
  tellLeaks(search.result, among, photos.length);
  tellGroups(among, photos, folder);
  await tellLabels(photos, pictures, among, classes);
}

if (options.train === undefined) {
  console.error(USAGE);
  process.exitCode = 1;
} else {
  await main(options.train);
  // The engine's message channel (yield.ts) would keep Node waiting.
  process.exit();
}
