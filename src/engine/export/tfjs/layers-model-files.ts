import type { ExportedFile } from '../../../core/export/exported.ts';
import { kerasTopology } from '../../../core/export/keras-topology.ts';
import type { WholeModel } from '../../../core/export/whole-model.ts';
import { shardsOf } from './shards.ts';

/**
 * A LayersModel as `tf.loadLayersModel` takes it (https://www.tensorflow.org/js/guide/save_load): model.json, and the
 * weights beside it. `readTfjs` reads them.
 * @param app version of the program that writes it
 */
export function layersModelFiles(model: WholeModel, app: string): readonly ExportedFile[] {
  const { entries, shards } = shardsOf(model);
  const paths = shards.map((_, i) => `group1-shard${i + 1}of${shards.length}.bin`);
  const json = {
    format: 'layers-model',
    generatedBy: `Headstart ${app}`,
    convertedBy: null,
    modelTopology: kerasTopology('headstart', model.topology),
    weightsManifest: [
      {
        paths,
        weights: entries.map(({ name, shape, dtype }) => ({
          name,
          shape,
          dtype: 'float32',
          ...(dtype === 'float16' && { quantization: { dtype, original_dtype: 'float32' } }),
        })),
      },
    ],
  };
  return [
    { path: 'model.json', content: JSON.stringify(json) },
    ...shards.map((content, i) => ({ path: paths[i] ?? '', content })),
  ];
}
