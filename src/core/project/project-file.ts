import type { Dataset, Sample } from '../dataset/dataset.ts';
import type { KnownFeatures } from '../evaluation/known-features.ts';
import type { Ensemble } from '../prediction/ensemble.ts';
import type { ParameterValues } from '../training/checkpoint.ts';
import type { Head } from '../training/head.ts';
import type { Recipe } from '../training/recipe.ts';
import type { Run } from '../training/run.ts';

/*
 * A project's file is a zip that other tools can read too:
 *
 *   images/<class>/<SHA-256>.<format>   the pictures as they came, stored; once each, in the folder of the first sample
 *   runs/<id>.json                      a run: what is known of it, and a list of the tensors in its .bin
 *   runs/<id>.bin                       the tensors' values, little-endian, one after another in the list's order
 *   backbones/<id>/model.json, weights.bin   a network that the person brought, as a tfjs layers model
 *   backbones/<id>/card.json            what the person says of it, and what its pixels want
 *   project.json                        everything else: classes, samples, recipe, ensembles, and the ids of the above
 *   SHA256SUMS                          of everything but the pictures, which are named by theirs: `sha256sum -c`
 *
 * The pictures lie in folders of classes, so that the zip is a data set to whatever reads such folders. Only people and
 * other tools look at these folders' names: which picture is whose is said by project.json.
 */

export const PROJECT_FORMAT = 'headstart-project';
/** Raised with each change of what the files hold; each has a migration (project-file-migrate.ts). */
export const PROJECT_VERSION = 5;

export const PROJECT_JSON = 'project.json';
export const CHECKSUMS = 'SHA256SUMS';
export const runJson = (id: string): string => `runs/${id}.json`;
export const runBin = (id: string): string => `runs/${id}.bin`;
export const backboneFile = (id: string, name: 'card.json' | 'model.json' | 'weights.bin'): string =>
  `backbones/${id}/${name}`;

/** @returns the hash in a picture's path; null where the path is none of a picture */
export function hashInPath(path: string): string | null {
  return /^images\/[^/]+\/([0-9a-f]{64})\.[a-z]+$/.exec(path)?.[1] ?? null;
}

/** More of anything is no project of this page's, or nothing that it could show. */
export const most = {
  classes: 2_000,
  samples: 100_000,
  runs: 2_000,
  ensembles: 2_000,
  backbones: 200,
  members: 200,
  epochs: 100_000,
  tensors: 5_000,
  /** Characters of a name, and of a note. */
  name: 2_000,
  note: 200_000,
} as const;

/** Most bytes of a .json, of a run's .bin, of a backbone's, and of a picture: the last two are what can be brought. */
export const largest = {
  json: 64 * 2 ** 20,
  bin: 512 * 2 ** 20,
  weights: 640 * 2 ** 20,
  picture: 512 * 2 ** 20,
} as const;

/** A project without its pictures, its backbones and what its runs have learned. */
export interface Project {
  readonly dataset: Dataset;
  readonly recipe: Recipe | null;
  /** Newest first. */
  readonly runs: readonly Run[];
  /** Newest first; all of runs among those above. */
  readonly ensembles: readonly Ensemble[];
}

/** What a run has learned. */
export interface RunWeights {
  readonly head: Head;
  /** Weights of the backbone that fine-tuning changed, by their names. */
  readonly tuned: ParameterValues;
  readonly known: KnownFeatures | null;
}

/** The pictures of a data set, each once, with the sample that it came with first. */
export function picturesOf({ samples }: Pick<Dataset, 'samples'>): ReadonlyMap<string, Sample> {
  const pictures = new Map<string, Sample>();
  for (const sample of samples) if (!pictures.has(sample.hash)) pictures.set(sample.hash, sample);
  return pictures;
}
