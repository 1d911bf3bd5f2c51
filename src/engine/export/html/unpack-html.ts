import type { HtmlUnpacker } from '../../../core/export/exported.ts';
import { MANIFEST_FILE } from '../../../core/export/model-manifest.ts';
import { FailureError } from '../../../core/project/failure.ts';
import { damaged } from '../damaged.ts';
import { findDataBlocks, unpackBlock } from './data-block.ts';

/** Where a page keeps what it runs on; the model's files are outside of it. */
export const CODE_FOLDER = 'code/';

/** Bytes of all files together, inflated: three times the largest that is written. */
const LARGEST = 400 * 2 ** 20;

export const unpackHtml: HtmlUnpacker = async (html) => {
  const blocks = findDataBlocks(new TextDecoder().decode(html));
  if (!blocks.has(MANIFEST_FILE))
    throw new FailureError({
      code: 'unsupported-format',
      what: 'There is no model of Headstart in it.',
      todo: 'Choose a file that was exported from Headstart.',
    });
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  let room = LARGEST;
  for (const [path, packed] of blocks) {
    if (path.startsWith(CODE_FOLDER)) continue;
    const content = await unpackBlock(path, packed);
    room -= content.length;
    if (room < 0) throw damaged('It is far larger than any model that this page exports.', path);
    files.set(path, content);
  }
  return files;
};
