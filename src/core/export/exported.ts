import type { BackboneBlock } from '../backbone/card.ts';
import type { Weights } from '../backbone/weights.ts';
import type { DatasetVersion } from '../dataset/version.ts';
import type { KnownFeatures } from '../evaluation/known-features.ts';
import type { ModelManifest } from './model-manifest.ts';
import type { WholeModel } from './whole-model.ts';

export const EXPORT_FORMATS = ['tfjs', 'onnx', 'keras', 'html'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Everything that a format is written from. */
export interface ExportInput {
  readonly model: WholeModel;
  readonly manifest: ModelManifest;
  /** The card's: what a stage of fine-tuning opens, for whoever goes on training elsewhere. */
  readonly blocks: readonly BackboneBlock[];
  /** What the run was trained with; null where that is not known. */
  readonly data: DatasetVersion | null;
  /** The golden pictures' PNG files, in the manifest's order. */
  readonly golden: readonly Uint8Array<ArrayBuffer>[];
  /** For “none of these”; null where the run can't tell. */
  readonly known: KnownFeatures | null;
  /** Licence notes of the weights, plain text. */
  readonly licence: string;
  /**
   * A script that the site's build has bundled for exports, by its file name in dist/exports/ ('tf.js').
   * @throws FailureError 'not-found'
   */
  readonly bundle: (name: string) => Promise<Uint8Array<ArrayBuffer>>;
}

/** A file of an export, by its path in the zip. */
export interface ExportedFile {
  readonly path: string;
  readonly content: Uint8Array<ArrayBuffer> | string;
}

/**
 * Writes one format, without what all have in common (headstart.json, golden/, LICENSE.txt, README.txt, known.bin).
 * One that is a single file by itself (html) returns just that.
 */
export type Exporter = (input: ExportInput) => Promise<readonly ExportedFile[]>;

/** An export's files by their paths. */
export type ExportFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/**
 * Reads a format's weights back, under their names in the WholeModel.
 * @param files all of the zip's; of html what `HtmlUnpacker` gave
 * @throws FailureError 'unsupported-format' where the file is cut, or not what it says it is
 */
export type WeightReader = (files: ExportFiles) => Promise<Weights>;

/**
 * Takes an exported page apart into the files that a zip would have: headstart.json, golden/1.png…, known.bin where the
 * run can tell what is none of its classes, and what the format's WeightReader takes its weights from.
 * In engine/export/html/unpack-html.ts, as `unpackHtml`.
 * @param html the whole file
 * @throws FailureError 'unsupported-format' where there is no model in it
 */
export type HtmlUnpacker = (html: Uint8Array<ArrayBuffer>) => Promise<ExportFiles>;

/** Where the training photos lie in feature space, in every export whose run can tell: see known-file.ts. */
export const KNOWN_FILE = 'known.bin';
