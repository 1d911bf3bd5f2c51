import { relative } from 'node:path';
import { openBackbone, type StudiedBackbone } from '../features.ts';
import { classesOf } from '../folders.ts';
import { runStudy } from '../study.ts';
import { searchWrongLabels } from './labels.ts';
import { findGroups, type Groups, leakFigures, pairsOf } from './leaks.ts';
import { type Photo, type Pictures, photosOf, plantCopies } from './pictures.ts';

const USAGE = `npx tsx scripts/studies/planted/index.ts --train DIR [--backbone ID] [--seeds 3]
  Plants copies of photos and wrong labels in a folder of class folders, and tells how many are found again.
  Nothing is written.`;

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
  options: {
    readonly backbone: StudiedBackbone;
    readonly classes: readonly string[];
    readonly seeds: number;
  },
): Promise<void> {
  console.log();
  row('seed', 'wrong labels in the first tenth of the photos', 'listed', 'planted', 'estimated', 'seconds');
  row('---', '---', '---', '---', '---', '---');
  for (let seed = 1; seed <= options.seeds; seed++) {
    const { result, seconds } = await timed(() =>
      searchWrongLabels(photos, pictures, among, { ...options, seed }),
    );
    const { found, planted, suspects, estimate } = result;
    row(seed, share(found, planted), suspects, planted, estimate.toFixed(1), seconds);
  }
}

await runStudy(USAGE, { train: null, backbone: 'mobilenet-v3', seeds: '3' }, async (options) => {
  const backbone = await openBackbone(options.backbone);
  const classes = await classesOf(options.train);
  const photos = await photosOf(options.train, classes);
  console.log(`${options.backbone}, ${photos.length} photos of ${classes.length} classes`);
  const { result: pictures, seconds } = await timed(() => plantCopies(photos, backbone));
  const all = [...pictures.photos, ...pictures.crops, ...pictures.reencodings];
  const among = await findGroups(pictures.photos);
  const search = await timed(() => findGroups(all));
  console.log(
    `${all.length} pictures: ${seconds} s for features and thumbnails, ${search.seconds} s for the search\n`,
  );
  tellLeaks(search.result, among, photos.length);
  tellGroups(among, photos, options.train);
  await tellLabels(photos, pictures, among, { backbone, classes, seeds: Number(options.seeds) });
});
