/** The three parts of a data set. Training fits on `train`, choices are made on `validation`, `test` is held out. */
export type Split = 'train' | 'validation' | 'test';

/** A class: what the model is to tell apart. */
export interface ClassLabel {
  readonly id: string;
  readonly name: string;
  /** Index into the palette of class colours. */
  readonly colour: number;
}

/** One picture with its label. The picture itself lies in storage under its hash. */
export interface Sample {
  readonly id: string;
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string;
  readonly classId: string;
  /** The file's name, as it came. */
  readonly name: string;
  /** The folder it came from, without the file's name; '' for a loose file. */
  readonly folder: string;
  /** Pixels, after the EXIF orientation. */
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly split: Split;
  /** True where a folder's name chose the split: re-splitting leaves it alone. */
  readonly splitFixed: boolean;
  /** Left out by the person: it stays in the data set and is in no split. */
  readonly excluded: boolean;
  /** Near-duplicates share a group and stay on one side of the split; null: alone. */
  readonly group: string | null;
  /** Position in the order of arrival. */
  readonly order: number;
}

/** How the samples without a split of their own are divided. */
export interface SplitSettings {
  /** Share of each class that is validation, 0…0.9. */
  readonly validation: number;
  readonly seed: number;
  /** Whether near-duplicates are kept on one side. */
  readonly together: boolean;
}

/** Everything about the pictures except the pictures. Immutable: an edit makes a new one. */
export interface Dataset {
  readonly classes: readonly ClassLabel[];
  /** Sorted by `order`. */
  readonly samples: readonly Sample[];
  readonly split: SplitSettings;
}

export const emptyDataset: Dataset = {
  classes: [],
  samples: [],
  split: { validation: 0.2, seed: 1, together: true },
};

/**
 * A change of a data set: the one form in which edits are applied, undone and written to disk.
 * Absent fields stay as they are.
 */
export interface Patch {
  /** The whole new list of classes, in their order. */
  readonly classes?: readonly ClassLabel[];
  /** Samples to add, or to replace by id. */
  readonly put?: readonly Sample[];
  /** Ids of samples to take away. */
  readonly remove?: readonly string[];
  readonly split?: SplitSettings;
}

/** What the import found in a file that can be a sample; the page turns it into a Sample of a class. */
export interface ImportedImage {
  readonly hash: string;
  readonly name: string;
  readonly folder: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly className: string;
  readonly split: Split | null;
}
