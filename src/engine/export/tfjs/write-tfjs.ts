import type { Exporter } from '../../../core/export/exported.ts';
import loaderTypes from '../../../exported/tfjs/headstart-types.ts?raw';
import page from '../../../exported/tfjs/index.html?raw';
import readme from '../../../exported/tfjs/README.md?raw';
import { layersModelFiles } from './layers-model-files.ts';

/** What the build has bundled for this format (scripts/build/exported-bundles.ts). */
const BUNDLES = ['headstart.js', 'tf.js', 'tf.wasm'];

/**
 * A LayersModel, pixels in and probabilities out, with a loader, tfjs itself, and a page that uses them: it works without
 * a network.
 */
export const writeTfjs: Exporter = async ({ model, manifest, bundle }) => {
  const bundled = BUNDLES.map(async (path) => ({ path, content: await bundle(path) }));
  return [
    ...layersModelFiles(model, manifest.app),
    ...(await Promise.all(bundled)),
    { path: 'headstart.d.ts', content: loaderTypes },
    { path: 'index.html', content: page },
    { path: 'README.md', content: readme },
  ];
};
