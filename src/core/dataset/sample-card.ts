/** The sample data sets that come with the program, in the order in which the page offers them. */
export const SAMPLE_IDS = ['earth', 'emoji', 'digits'] as const;

export type SampleId = (typeof SAMPLE_IDS)[number];

/** The public npm package that pictures were taken from, and whose they are. */
export interface SampleSource {
  readonly package: string;
  readonly version: string;
  /** npm's integrity of the tarball. */
  readonly integrity: string;
  /** Files of the package that were used. */
  readonly files: readonly string[];
  /** Of the pictures, which may differ from the package's own: an SPDX identifier, or 'Public domain'. */
  readonly licence: string;
  readonly author: string;
  readonly url: string;
  /** The sentence that credits the author and says what was changed, as the licence asks. */
  readonly attribution: string;
}

/** A sample data set: `data.zip` beside this card holds `<split>/<class>/<picture>`, like any zip that a person drops. */
export interface SampleCard {
  readonly id: SampleId;
  readonly name: string;
  /** One plain sentence on what there is to learn. */
  readonly summary: string;
  /** How many pictures of each class lie in each split. */
  readonly classes: readonly { readonly name: string; readonly train: number; readonly test: number }[];
  readonly images: number;
  /** A file beside the card that shows what the set looks like: square, 192 px. */
  readonly picture: string;
  readonly sources: readonly SampleSource[];
  /** Of data.zip. */
  readonly bytes: number;
  /** SHA-256 of data.zip, hex. */
  readonly hash: string;
}
