import { Dataset, File, Group, ready } from 'h5wasm';

/*
 * HDF5 files in memory. This module brings the HDF5 library (770 kB): import it only once there is such a file.
 */

type FileSystem = Awaited<typeof ready>['FS'];

/** h5wasm works on files of its own, in memory; each gets a name that no other has. */
let files = 0;

/** Runs `work` on a file of h5wasm's file system, which is there no longer afterwards. */
export async function withFile<T>(work: (name: string, system: FileSystem) => T): Promise<T> {
  const { FS, activate_throwing_error_handler } = await ready;
  // Otherwise HDF5 prints what is wrong with a file to the console, and goes on.
  activate_throwing_error_handler();
  const name = `weights-${++files}.h5`;
  try {
    return work(name, FS);
  } finally {
    if (FS.analyzePath(name).exists) FS.unlink(name);
  }
}

/**
 * Opens an HDF5 file for as long as `work` runs.
 * @throws Error of the HDF5 library where it is damaged or no such file
 */
export async function withHdf5<T>(bytes: Uint8Array, work: (root: Group) => T): Promise<T> {
  return withFile((path, system) => {
    system.writeFile(path, bytes);
    const file = new File(path, 'r');
    try {
      return work(file);
    } finally {
      file.close();
    }
  });
}

/** The group at a path; null where there is none. */
export function findGroup(parent: Group, path: string): Group | null {
  const found = parent.get(path);
  return found instanceof Group ? found : null;
}

/** The text of an attribute; null where there is none. */
export function textAttribute(of: Group, name: string): string | null {
  const value = of.attrs[name]?.value;
  return typeof value === 'string' ? value : null;
}

/**
 * A list of texts in an attribute; null where there is none. Keras cuts a list that is too long for one attribute into
 * several: 'weight_names0', 'weight_names1'… (keras/src/legacy/saving/legacy_h5_format.py).
 */
export function textsAttribute(of: Group, name: string): readonly string[] | null {
  const { attrs } = of;
  const parts: unknown[] = [];
  if (attrs[name]) parts.push(attrs[name].value);
  else for (let i = 0; attrs[`${name}${i}`]; i++) parts.push(attrs[`${name}${i}`]?.value);
  if (parts.length === 0) return null;
  // An empty list has been written as an empty array of numbers.
  return parts.flat().filter((text) => typeof text === 'string');
}

/**
 * The values of a data set; null where there is none at this path.
 * @param limit bytes of the file: a data set that claims more isn't there, and would fill the memory
 * @throws TypeError where they are not 32-bit floating-point numbers
 */
export function readValues(
  parent: Group,
  path: string,
  limit: number,
): { readonly shape: readonly number[]; readonly values: Float32Array } | null {
  const found = parent.get(path);
  if (!(found instanceof Dataset)) return null;
  const shape = found.shape ?? [];
  if (shape.reduce((product, n) => product * n, 4) > limit)
    throw new TypeError('it says that it has more values than the file holds');
  const values = found.dtype === '<f' ? found.value : null;
  if (!(values instanceof Float32Array)) throw new TypeError('its values are not 32-bit numbers');
  return { shape, values };
}
