import type { Group } from 'h5wasm';
import { ConversionError } from '../../../core/backbone/convert/conversion-error.ts';
import type { KerasFile, StoredLayer } from '../../../core/backbone/convert/keras-weights.ts';
import { FailureError } from '../../../core/project/failure.ts';
import { readValues, withHdf5 } from '../../hdf5.ts';
import { reading, refused } from './failure.ts';

/** An HDF5 file that is open. */
export interface OpenHdf5 {
  readonly root: Group;
  /** As `KerasFile` has it. */
  readonly read: KerasFile['read'];
}

/** A layer of which the file has nothing. */
export const NOTHING: StoredLayer = { paths: [], name: null };

/**
 * Opens an HDF5 file of which nothing is known yet, for as long as `work` runs.
 * @param path its name, for messages
 * @throws FailureError for whatever its content made fail
 */
export async function readingHdf5<T>(
  bytes: Uint8Array,
  path: string,
  work: (file: OpenHdf5) => T,
): Promise<T> {
  try {
    return await withHdf5(bytes, (root) => work({ root, read: valuesIn(root, bytes.length) }));
  } catch (error) {
    if (error instanceof FailureError) throw error;
    if (error instanceof ConversionError)
      return reading(path, () => {
        throw error;
      });
    // The HDF5 library has no classes of errors.
    throw refused(
      'The file is damaged, or it is no HDF5 file.',
      path,
      'Download or save it again, and bring that.',
      error,
    );
  }
}

const valuesIn =
  (root: Group, limit: number): OpenHdf5['read'] =>
  (path, layer) => {
    try {
      return readValues(root, path, limit);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new ConversionError(layer, error.message);
    }
  };
