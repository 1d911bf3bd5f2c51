import { type BoundaryFigures, median } from './figures.ts';
import type { Lab } from './lab.ts';

const EPOCHS = 3;
const PHOTOS = 240;

/** Fine-tunes the last block in a worker on the WASM backend, with and without the cache of what enters it. */
export async function measureBoundary(
  lab: Lab,
  threads: number,
  say: (line: string) => void,
): Promise<BoundaryFigures> {
  say(`fine-tuning the last block for ${EPOCHS} epochs, with and without the boundary cache`);
  const page = await lab.open('boundary');
  const step = Math.max(1, Math.floor(lab.photos.length / PHOTOS));
  const photos = lab.photos.filter((_, i) => i % step === 0).slice(0, PHOTOS);
  const { cached, whole } = await page.evaluate((request) => window.measureBoundary(request), {
    base: lab.url,
    backbone: lab.backbone,
    photos,
    classes: lab.classes.length,
    threads,
    epochs: EPOCHS,
  });
  await page.close();
  const [epochMs, wholeMs] = [cached, whole].map((rounds) => median(rounds.map(({ ms }) => ms))) as [
    number,
    number,
  ];
  return {
    epochMs,
    wholeMs,
    ratio: wholeMs / epochMs,
    loss: cached.map(({ loss }) => loss),
    wholeLoss: whole.map(({ loss }) => loss),
    images: photos.length,
  };
}
