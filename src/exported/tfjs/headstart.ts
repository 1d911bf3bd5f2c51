import type { ModelManifest } from '../../core/export/model-manifest.ts';
import { parityCheck } from '../../core/export/parity.ts';
import { squarePixels } from '../../engine/dataset/draw.ts';
import type { Answer, load as Load, Model } from './headstart-types.ts';
// In an export it is a file of its own: see scripts/build/exported-bundles.ts.
import { loadNetwork, start } from './tf.js';

/** See headstart.d.ts. */
export const load: typeof Load = async (folder = import.meta.url): Promise<Model> => {
  const base = new URL(folder, globalThis.location?.href);
  const backend = await start();
  const manifest = (await (await get(new URL('headstart.json', base))).json()) as ModelManifest;
  const { size } = manifest.input;
  const network = await loadNetwork(new URL('model.json', base).href, size);
  const classes = manifest.classes.map(({ name }) => name);

  const probabilitiesOf = async (image: ImageBitmapSource): Promise<Float32Array> => {
    const bitmap = await createImageBitmap(image, { imageOrientation: 'from-image' });
    try {
      const rgba = squarePixels(bitmap, size);
      return await network.answer(Float32Array.from(rgba.filter((_, i) => i % 4 < 3)));
    } finally {
      bitmap.close();
    }
  };

  return {
    classes,
    backend,
    predict: async (image) => {
      const probabilities = await probabilitiesOf(image);
      return classes
        .map((name, i): Answer => ({ name, probability: probabilities[i] ?? 0 }))
        .sort((a, b) => b.probability - a.probability);
    },
    check: async () => {
      const answers: Float32Array[] = [];
      for (const { file } of manifest.golden)
        answers.push(await probabilitiesOf(await (await get(new URL(file, base))).blob()));
      return parityCheck(
        manifest.golden.map(({ probabilities }) => probabilities),
        answers,
      );
    },
  };
};

async function get(url: URL): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href} can't be read: ${response.status}.`);
  return response;
}
