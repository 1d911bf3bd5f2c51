import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BackboneCard } from '../../src/core/backbone/card.ts';
import { fetchTarball } from '../models/download.ts';
import { filesOfTarball } from '../models/tar.ts';
import type { ExtractFigures, PeerFigures } from './figures.ts';
import type { Lab } from './lab.ts';

/** Photos that it is timed on; half a second each is common. */
const MOST = 60;

const LIBRARY = {
  package: '@teachablemachine/image',
  version: '0.8.5',
  integrity:
    'sha512-u6BLQ8RBn38BKee7mmAl+HS9qWgM/2YmUbQYy21eQfqhb7E8xT5LDp7QqEU31rtgEIMDwB/OG8cjmSiuHpqb7A==',
  file: 'dist/teachablemachine-image.min.js',
};
/**
 * Not the 1.3.1 that the library names: that one knows neither the Rescaling layer nor float16 weights, so it can't
 * read these backbones. The newest reads the very same files, and is the faster.
 */
const TFJS = {
  package: '@tensorflow/tfjs',
  version: '4.22.0',
  integrity:
    'sha512-0TrIrXs6/b7FLhLVNmfh8Sah6JgjBPH4mZ8JGb7NU6WW+cx00qK5BcAZxw7NCzxj6N8MRAIfHq+oNbPUNG5VAg==',
  file: 'dist/tf.min.js',
};

/** The library and its tfjs by the names that the lab's page asks for, from their checked tarballs. */
export async function peerScripts(): Promise<ReadonlyMap<string, Buffer>> {
  const scripts = new Map<string, Buffer>();
  for (const source of [LIBRARY, TFJS]) {
    const files = filesOfTarball(await fetchTarball(source), [source.file]);
    for (const [path, content] of files) scripts.set(basename(path), content);
  }
  return scripts;
}

/**
 * Times the library behind Teachable Machine on photos of every class, with the same weights, on the backend that it
 * takes by itself. It takes photos one by one on the main thread, which is how its page feeds it.
 * @param own the page's extraction, to compare with
 */
export async function measurePeer(
  lab: Lab,
  own: ExtractFigures,
  say: (line: string) => void,
): Promise<PeerFigures> {
  const layer = await layerBeforePooling(lab);
  const card: BackboneCard = JSON.parse(
    await readFile(join(lab.folder, 'models', lab.backbone, 'card.json'), 'utf8'),
  );
  const every = Math.max(1, Math.floor(lab.photos.length / MOST));
  const photos = lab.photos.filter((_, i) => i % every === 0).slice(0, MOST);
  say(`${LIBRARY.package} on ${photos.length} photos`);
  const page = await lab.open('peer');
  const { msPerImage, backend } = await page.evaluate((request) => window.measurePeer(request), {
    model: `${lab.url}models/${lab.backbone}/model.json`,
    layer,
    size: card.input.size,
    photos,
    classes: lab.classes,
  });
  await page.close();
  return {
    name: `${LIBRARY.package} ${LIBRARY.version}`,
    tfjs: TFJS.version,
    backend,
    images: photos.length,
    extract: { imagesPerSecond: 1000 / msPerImage, msPerImage },
    ratio: msPerImage / own.msPerImage,
  };
}

/** The library cuts a model at a named layer and averages over space itself: what the backbone's last layer does. */
async function layerBeforePooling({ folder, backbone }: Lab): Promise<string> {
  const model = JSON.parse(await readFile(join(folder, 'models', backbone, 'model.json'), 'utf8'));
  const layers: { name: string; class_name: string }[] = model.modelTopology.model_config.config.layers;
  const [before, last] = layers.slice(-2);
  if (before === undefined || last?.class_name !== 'GlobalAveragePooling2D')
    throw new Error(`${backbone} does not end in global average pooling`);
  return before.name;
}
