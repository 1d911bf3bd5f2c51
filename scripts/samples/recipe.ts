import type { SampleCard } from '../../src/core/dataset/sample-card.ts';

/** A finished picture and where it goes in the zip. */
export interface SampleImage {
  readonly split: 'train' | 'test';
  readonly className: string;
  /** With its extension, unique in its split and class. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The wanted files of one source, by their path in the package. */
export type SourceFiles = ReadonlyMap<string, Buffer>;

/** How a sample data set is made. */
export interface SampleRecipe {
  /** The part of the card that a person writes; the rest is counted. */
  readonly card: Omit<SampleCard, 'classes' | 'images' | 'picture' | 'bytes' | 'hash'>;
  /** Makes the pictures of the sources' files, which come in the order of `card.sources`. */
  images(sources: readonly SourceFiles[]): Promise<readonly SampleImage[]>;
}

/** The only file of a source that uses one. */
export function onlyFile(files: SourceFiles | undefined): Buffer {
  const [file] = files?.values() ?? [];
  if (file === undefined) throw new Error('a source without a file');
  return file;
}
