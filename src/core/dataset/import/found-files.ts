import type { Failure } from '../../project/failure.ts';
import type { PackedListing, PlannedPhoto } from './import-plan.ts';

/** Code pages that names and lists without a mark of their own may be written in, by the Encoding Standard's names. */
export const CODE_PAGES = [
  'utf-8',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
  'euc-jp',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'ibm866',
  'ibm437',
] as const;
export type CodePage = (typeof CODE_PAGES)[number];

/** A zip whose names may be of several code pages. */
export interface DoubtfulNames {
  readonly path: string;
  readonly page: CodePage;
  /** Each page that has such bytes, with a few of the names as it reads them. */
  readonly choices: readonly { readonly page: CodePage; readonly names: readonly string[] }[];
}

/** A file that this page has written. */
export interface OwnFile {
  readonly path: string;
  readonly kind: 'project' | 'model';
}

/** What was found in files whose names don't tell. */
export interface FoundFiles extends PackedListing {
  readonly problems: readonly Failure[];
  readonly own: readonly OwnFile[];
  readonly doubtful: readonly DoubtfulNames[];
}

/** What is read in one go: a photo of the drop, or those of an archive. */
export type ImportItem<F> =
  | ({ readonly kind: 'photo'; readonly file: F } & PlannedPhoto)
  | {
      readonly kind: 'archive';
      readonly path: string;
      readonly file: F;
      /** In which the names are read; null: told by their bytes. */
      readonly page: CodePage | null;
      readonly photos: readonly PlannedPhoto[];
    };
