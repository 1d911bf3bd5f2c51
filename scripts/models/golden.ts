import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { readCard } from '../../test-support/engine/backbone/shipped.ts';
import { startRuntime } from '../../test-support/engine/runtime.ts';
import { ROOT } from './paths.ts';
import { rgbOf, samplePhotos } from './photos.ts';
import { RECIPES } from './recipes.ts';
import { readSourceModel } from './source-model.ts';
import { loadSource, SOURCE_PIXELS } from './source-run.ts';

/** Features of fixed pictures as the source model gives them: what any other way of running a backbone must give too. */
interface Golden {
  readonly backbone: string;
  /** Of the features every so many are kept, so that each depth is among them. */
  readonly step: number;
  readonly pictures: readonly {
    /** A lossless picture of the backbone's input size, beside this file. */
    readonly file: string;
    /** The first, and every `step`-th after it. */
    readonly features: readonly number[];
    /** The Euclidean length of the whole vector. */
    readonly norm: number;
  }[];
}

const FOLDER = join(ROOT, 'e2e/fixtures/golden');
const PICTURES = 3;
const VALUES = 160;

/**
 * Writes e2e/fixtures/golden: `npx tsx scripts/models/golden.ts [ID…]`. Made by the source models, run by tfjs's own
 * loaders or operator by operator, not by the program. Needed again only when a backbone or its depths change.
 */
async function main(): Promise<void> {
  await startRuntime();
  await mkdir(FOLDER, { recursive: true });
  const ids = process.argv.slice(2);
  for (const { id } of RECIPES.filter((recipe) => ids.length === 0 || ids.includes(recipe.id))) {
    const card = await readCard(id);
    const { size } = card.input;
    const files = await pictures(size);
    const prepare = SOURCE_PIXELS[id];
    if (prepare === undefined) throw new Error(`no documented pixels for ${id}`);
    const extract = await loadSource(card, await readSourceModel(card.source));
    const step = Math.ceil(card.features / VALUES);
    const entries: Golden['pictures'][number][] = [];
    for (const file of files) {
      const rgb = await rgbOf([await readFile(join(FOLDER, file))], size);
      const features = [...(await extract(prepare(rgb)).data())];
      entries.push({
        file,
        features: features.filter((_, i) => i % step === 0).map((value) => Number(value.toPrecision(7))),
        norm: Number(Math.hypot(...features).toPrecision(7)),
      });
    }
    const golden: Golden = { backbone: id, step, pictures: entries };
    await writeFile(join(FOLDER, `${id}.json`), `${compact(JSON.stringify(golden, null, 2))}\n`);
    console.log(`${id}: golden features of ${files.join(', ')}`);
  }
}

/** Lists of numbers on one line each. */
function compact(json: string): string {
  return json.replaceAll(/\[[-\d.e,\s]+\]/g, (list) => list.replaceAll(/\s+/g, ' '));
}

/** Sample photos as small lossless pictures: 64 colours keep the repository small and are as good a test. */
async function pictures(size: number): Promise<readonly string[]> {
  const photos = await samplePhotos(PICTURES);
  const names: string[] = [];
  for (const [index, photo] of photos.entries()) {
    const name = `earth-${index + 1}-${size}.png`;
    await sharp(photo)
      .resize(size, size, { fit: 'cover' })
      .png({ palette: true, colours: 64 })
      .toFile(join(FOLDER, name));
    names.push(name);
  }
  return names;
}

await main();
