import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import type { SampleImage } from './recipe.ts';

/**
 * A zip of `<split>/<class>/<name>`, sorted, stored without compression (the pictures are compressed already) and
 * with a fixed date: the same pictures give the same bytes at any time and in any zone.
 */
export async function zipOf(images: readonly SampleImage[]): Promise<Uint8Array> {
  configure({ useWebWorkers: false });
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    level: 0,
    extendedTimestamp: false,
    // Local time on purpose: a zip's date has no zone, so this gives the same bytes in every zone.
    lastModDate: new Date(1980, 0, 1),
    dataDescriptor: false,
  });
  const entries = images
    .map(({ split, className, name, bytes }) => ({ path: `${split}/${className}/${name}`, bytes }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, bytes } of entries) await writer.add(path, new Uint8ArrayReader(bytes));
  return writer.close();
}
