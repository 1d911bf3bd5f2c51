import { most } from './project-file.ts';
import type { Fail, StrictFields } from './project-file-fields.ts';

/** Float32 values by their names, in their order. */
export type Tensors = ReadonlyMap<string, Float32Array>;

/** How a run's .json lists what is in its .bin. */
export interface TensorEntry {
  readonly name: string;
  /** How many values. */
  readonly length: number;
}

/** Values as bytes, little-endian whatever the machine, one tensor after another. */
export function packTensors(tensors: Tensors): {
  readonly entries: readonly TensorEntry[];
  readonly bytes: Uint8Array<ArrayBuffer>;
} {
  const entries = [...tensors].map(([name, { length }]) => ({ name, length }));
  const bytes = new Uint8Array(4 * entries.reduce((sum, { length }) => sum + length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const values of tensors.values())
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  return { entries, bytes };
}

/**
 * Takes the bytes apart again.
 * @param fields of the run's .json, whose field `tensors` is the list
 * @param fail is told of bytes that are too few, too many, or no numbers
 */
export function unpackTensors(fields: StrictFields, bytes: Uint8Array, fail: Fail): Tensors {
  const entries = fields.objects('tensors', most.tensors, (entry): TensorEntry => {
    entry.nothingBut(['name', 'length']);
    return { name: entry.text('name', most.name), length: entry.whole('length', 0, bytes.length) };
  });
  const total = 4 * entries.reduce((sum, { length }) => sum + length, 0);
  if (total !== bytes.length) fail(`The weights have ${bytes.length} bytes where ${total} are listed.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tensors = new Map<string, Float32Array>();
  let at = 0;
  for (const { name, length } of entries) {
    if (tensors.has(name)) fail(`The weights list “${name}” twice.`);
    const values = new Float32Array(length);
    for (let i = 0; i < length; i++, at += 4) {
      const value = view.getFloat32(at, true);
      if (!Number.isFinite(value)) fail(`The weights of “${name}” hold something that is not a number.`);
      values[i] = value;
    }
    tensors.set(name, values);
  }
  return tensors;
}
