import { type FitFigures, mean, median } from './figures.ts';
import type { Lab } from './lab.ts';

const ROUNDS = 5;

/**
 * Trains the default head on the photos' real features, in a worker on the WASM backend: with the product's own code,
 * and with tfjs-layers.
 */
export async function measureFit(
  lab: Lab,
  threads: number,
  say: (line: string) => void,
): Promise<FitFigures> {
  say(`training a head ${ROUNDS} times each, by turns with tfjs-layers`);
  const page = await lab.open('head');
  const { headstart, layers, ...rest } = await page.evaluate((request) => window.measureFit(request), {
    base: lab.url,
    backbone: lab.backbone,
    photos: lab.photos,
    classes: lab.classes.length,
    threads,
    rounds: ROUNDS,
  });
  await page.close();
  const [ms, layersMs] = [headstart, layers].map((rounds) => median(rounds.map((round) => round.ms))) as [
    number,
    number,
  ];
  return {
    ms,
    layersMs,
    ratio: layersMs / ms,
    accuracy: mean(headstart.map(({ accuracy }) => accuracy)),
    layersAccuracy: mean(layers.map(({ accuracy }) => accuracy)),
    epochs: rest.epochs,
    images: lab.photos.length,
    threads: rest.threads,
  };
}
