import { extensionOf } from '../../core/dataset/import/file-kind.ts';
import { FailureError } from '../../core/project/failure.ts';
import { ascii } from './signature.ts';

const UNPACK = 'Unpack it on your computer and drop the folder.';
const CSV = 'Save it as CSV there (File, Save as or Export) and drop that beside the photos.';

const byExtension: Readonly<Record<string, readonly [what: string, todo: string]>> = {
  '7z': ['7-Zip archives', UNPACK],
  rar: ['RAR archives', UNPACK],
  bz2: ['Archives packed by bzip2', UNPACK],
  tbz: ['Archives packed by bzip2', UNPACK],
  tbz2: ['Archives packed by bzip2', UNPACK],
  xz: ['Archives packed by xz', UNPACK],
  txz: ['Archives packed by xz', UNPACK],
  zst: ['Archives packed by Zstandard', UNPACK],
  cab: ['Cabinet archives', UNPACK],
  iso: ['Disk images', 'Open it on your computer and drop the folder in it.'],
  dmg: ['Disk images', 'Open it on your computer and drop the folder in it.'],
  xlsx: ['Excel workbooks', CSV],
  xls: ['Excel workbooks', CSV],
  ods: ['OpenDocument spreadsheets', CSV],
  numbers: ['Numbers spreadsheets', CSV],
};

const bySignature: readonly (readonly [start: string, extension: string])[] = [
  ["7z\xbc\xaf'\x1c", '7z'],
  ['Rar!\x1a\x07', 'rar'],
  ['BZh', 'bz2'],
  ['\xfd7zXZ\0', 'xz'],
  ['(\xb5/\xfd', 'zst'],
  ['MSCF', 'cab'],
];

/**
 * What to say of an archive or workbook that can't be read here; null for any other file.
 * @param start its first bytes
 */
export function otherArchive(path: string, start: Uint8Array): FailureError | null {
  const signed = bySignature.find(([text]) => ascii(start, 0, text.length) === text)?.[1];
  const found = byExtension[signed ?? extensionOf(path)];
  if (!found) return null;
  const [what, todo] = found;
  return new FailureError({
    code: 'unsupported-format',
    what: `${what} can't be read here.`,
    file: path,
    todo,
  });
}
