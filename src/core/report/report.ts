import type { Split } from '../dataset/dataset.ts';
import type { ConfusionMatrix } from '../evaluation/confusion.ts';
import type { Interval } from '../evaluation/wilson.ts';
import type { Unseen } from '../evaluation/words.ts';

/**
 * A report as plain data: what it says, in order, before it is any format. Texts are plain text; names of people's own
 * (classes, files, runs) stand alone in a cell, a title or a line, so that nothing in them can run into the words around.
 */
export interface Report {
  readonly title: string;
  /** Of when, and what of, in one line each. */
  readonly lead: readonly string[];
  /** The person's own words on the run; '' where there are none. */
  readonly note: string;
  readonly scores: readonly Score[];
  readonly sections: readonly Section[];
}

/** Where judged photos come from: those of a run that judges in folds were left out in turn. */
export type JudgedSplit = Split | 'left-out';

/** One split's result. */
export interface Score {
  readonly split: JudgedSplit;
  /** Share of the photos that are right, 0…1, and its 95 % interval. */
  readonly accuracy: number;
  readonly interval: Interval;
  /** '231 of 240 right: …' */
  readonly words: string;
  /** Which photos these are, and how far the number can be trusted for others. */
  readonly about: string;
}

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'steps'; readonly steps: readonly string[] }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [name: string, value: string])[] }
  | ({ readonly kind: 'table' } & Table)
  | { readonly kind: 'curves'; readonly charts: readonly Curves[] }
  | ({ readonly kind: 'matrix' } & Matrix)
  | { readonly kind: 'photos'; readonly photos: readonly Photo[] }
  /** Text for a machine. */
  | { readonly kind: 'code'; readonly title: string; readonly text: string };

export interface Table {
  readonly caption: string;
  readonly columns: readonly { readonly title: string; readonly numeric: boolean }[];
  readonly rows: readonly Row[];
  /** Where a picture says the same: on paper it is left out, on a screen it can be opened. */
  readonly folded: boolean;
}

export interface Row {
  /** group: a title over the rows below, one cell; changed: not the default; total: sums and means. */
  readonly mark: 'group' | 'changed' | 'total' | null;
  /** As many as columns; the first names the row. */
  readonly cells: readonly Cell[];
}

/** A share is drawn as well as written. */
export type Cell = string | { readonly text: string; readonly share: number };

/** One metric by epoch. */
export interface Curves {
  readonly title: string;
  readonly unit: string;
  /** What the photos of the second line are called. */
  readonly unseen: Unseen;
  readonly points: readonly CurvePoint[];
  /** The epoch whose weights were kept. */
  readonly kept: number;
  /** Top of the axis where it is given by the unit; null: by the values. */
  readonly top: number | null;
  /** Decimals of the values at the lines' ends. */
  readonly digits: number;
}

export interface CurvePoint {
  readonly epoch: number;
  /** 0: the head alone; else the stage of fine-tuning. */
  readonly phase: number;
  readonly training: number | null;
  readonly validation: number | null;
}

export interface Matrix {
  readonly split: JudgedSplit;
  readonly names: readonly string[];
  readonly matrix: ConfusionMatrix;
}

/** A photo that was taken for something else. */
export interface Photo {
  readonly sampleId: string;
  readonly split: JudgedSplit;
  /** '' where the photo is deleted since. */
  readonly file: string;
  readonly folder: string;
  readonly label: string;
  readonly predicted: string;
  /** Of the answer, calibrated. */
  readonly probability: number;
  /** A data: URL; null where there is no picture. */
  readonly picture: string | null;
}
