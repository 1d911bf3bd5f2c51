import { File, Group } from 'h5wasm';
import type { Tensor } from '../../../../src/core/backbone/convert/layers.ts';
import { withFile } from '../../../../src/engine/hdf5.ts';

interface Contents {
  /** By the group that they are of ('' is the root), then by name. */
  readonly attributes: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  /** By path. */
  readonly values: ReadonlyMap<string, Tensor>;
}

/** An HDF5 file with these groups, attributes and values. */
export async function hdf5File({ attributes, values }: Contents): Promise<Uint8Array<ArrayBuffer>> {
  return withFile((path, system) => {
    const file = new File(path, 'w');
    for (const [group, named] of Object.entries(attributes)) {
      const of = makeGroup(file, group);
      // h5wasm takes an empty list for one of numbers; h5py writes one of those, too.
      for (const [name, value] of Object.entries(named))
        if (value.length === 0) of.create_attribute(name, new Float64Array(0), [0], '<d');
        else of.create_attribute(name, typeof value === 'string' ? value : [...value]);
    }
    for (const [at, { shape, values: data }] of values) {
      const cut = at.lastIndexOf('/');
      const parent = makeGroup(file, at.slice(0, Math.max(cut, 0)));
      parent.create_dataset({ name: at.slice(cut + 1), data, shape: [...shape], dtype: '<f' });
    }
    file.close();
    return system.readFile(path).slice();
  });
}

function makeGroup(root: Group, path: string): Group {
  return path
    .split('/')
    .filter((name) => name !== '')
    .reduce((parent, name) => {
      const made = parent.keys().includes(name) ? parent.get(name) : parent.create_group(name);
      if (!(made instanceof Group)) throw new TypeError(`${path} is no group.`);
      return made;
    }, root);
}
