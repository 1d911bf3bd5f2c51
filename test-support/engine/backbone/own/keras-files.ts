import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from '@zip.js/zip.js';
import type { Tensor } from '../../../../src/core/backbone/convert/layers.ts';
import { hdf5File } from './hdf5-file.ts';

/** A zip of these files, in this order. */
export async function zipOf(
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipWriter(new Uint8ArrayWriter());
  for (const [path, content] of files) await zip.add(path, new Uint8ArrayReader(content));
  return zip.close();
}

export async function unzip(bytes: Uint8Array<ArrayBuffer>): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const entry of await new ZipReader(new Uint8ArrayReader(bytes)).getEntries())
    if (!entry.directory) files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  return files;
}

const json = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value));

/** A .keras file. @param groups each layer's group in model.weights.h5, its name, and its variables in order */
export async function kerasFile(
  config: unknown,
  groups: readonly { readonly path: string; readonly name: string; readonly variables: readonly Tensor[] }[],
  version = '3.15.1',
): Promise<Uint8Array<ArrayBuffer>> {
  const weights = await hdf5File({
    attributes: Object.fromEntries(groups.map(({ path, name }) => [`${path}/vars`, { name }])),
    values: new Map(
      groups.flatMap(({ path, variables }) =>
        variables.map((tensor, i) => [`${path}/vars/${i}`, tensor] as const),
      ),
    ),
  });
  const metadata = json({ keras_version: version, date_saved: '2026-11-30@07:00:00' });
  return zipOf(
    new Map([
      ['metadata.json', metadata],
      ['config.json', json(config)],
      ['model.weights.h5', weights],
    ]),
  );
}

/** A whole model in an .h5 file. @param groups of its outermost layers: their weights, by the names that Keras gives them */
export async function legacyFile(
  config: unknown,
  groups: readonly { readonly name: string; readonly weights: ReadonlyMap<string, Tensor> }[],
  version = '2.15.0',
): Promise<Uint8Array<ArrayBuffer>> {
  return hdf5File({
    attributes: {
      '': { model_config: JSON.stringify(config), keras_version: version, backend: 'tensorflow' },
      model_weights: { layer_names: groups.map(({ name }) => name), keras_version: version },
      ...Object.fromEntries(
        groups.map(({ name, weights }) => [`model_weights/${name}`, { weight_names: [...weights.keys()] }]),
      ),
    },
    values: new Map(
      groups.flatMap(({ name, weights }) =>
        [...weights].map(([weight, tensor]) => [`model_weights/${name}/${weight}`, tensor] as const),
      ),
    ),
  });
}
