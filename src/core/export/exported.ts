import type { KnownFeatures } from '../evaluation/known-features.ts';
import type { ModelManifest } from './model-manifest.ts';
import type { WholeModel } from './whole-model.ts';

export const EXPORT_FORMATS = ['tfjs', 'onnx', 'keras', 'html'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Everything that a format is written from. */
export interface ExportInput {
  readonly model: WholeModel;
  readonly manifest: ModelManifest;
  /** The golden pictures' PNG files, in the manifest's order. */
  readonly golden: readonly Uint8Array<ArrayBuffer>[];
  /** For “none of these”; null where the run can't tell. */
  readonly known: KnownFeatures | null;
  /** Licence notes of the weights, plain text. */
  readonly licence: string;
}

/** A file of an export, by its path in the zip. */
export interface ExportedFile {
  readonly path: string;
  readonly content: Uint8Array<ArrayBuffer> | string;
}

/**
 * Writes one format, without what all have in common (headstart.json, golden/, LICENSE.txt).
 * One that is a single file by itself (html) returns just that.
 */
export type Exporter = (input: ExportInput) => Promise<readonly ExportedFile[]>;
