import type { Manifest } from '../../core/dataset/manifest.ts';
import { manifestFromJson, manifestFromRows } from '../../core/dataset/manifest.ts';
import { FailureError } from '../../core/project/failure.ts';

/**
 * Reads a CSV, TSV or JSON list of labels.
 *
 * @param path its path; the ending decides how it's read.
 * @throws FailureError 'manifest-invalid'.
 */
export async function readManifest(path: string, text: string): Promise<Manifest> {
  if (!/\.json$/i.test(path)) {
    const { default: Papa } = await import('papaparse');
    return manifestFromRows(path, Papa.parse<string[]>(text).data);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new FailureError(
      {
        code: 'manifest-invalid',
        what: `The list of labels is no valid JSON: ${error instanceof Error ? error.message : error}.`,
        file: path,
        todo: 'Correct it, or save it as CSV with the columns filename,label.',
      },
      { cause: error },
    );
  }
  return manifestFromJson(path, json);
}
