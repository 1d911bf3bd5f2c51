import type { BackboneDepth, BackboneInput } from './card.ts';

/**
 * A model as a person brings it: its files (`File` is the browser's), by name, or an address on this site, of its only file
 * or its model.json.
 */
export type BackboneSource<File> =
  | { readonly kind: 'files'; readonly files: readonly { readonly path: string; readonly file: File }[] }
  | { readonly kind: 'address'; readonly url: string };

/** A place where a model can be cut: the layers from here on are left out. */
export interface BackboneCut {
  /** Of the layer whose output, averaged over space, are the features. */
  readonly layer: string;
  /** The block that ends here. */
  readonly block: string;
  /** Length of the feature vector. */
  readonly features: number;
  /** Weights up to here. */
  readonly parameters: number;
}

/** Sides of the square input that a network may want, pixels. */
export const INPUT_SIZES = { least: 16, most: 1024 } as const;

/** What a model turned out to be. */
export interface BackboneInspection {
  readonly name: string;
  readonly format: 'layers-model' | 'graph-model' | 'keras-model' | 'onnx';
  /** Side of the square input that the file names; null where it takes any. */
  readonly size: number | null;
  /** What its pixels want, where the file is one of those of which that is known; else null. */
  readonly input: BackboneInput | null;
  /** From the input to the top; the last is the usual choice. */
  readonly cuts: readonly BackboneCut[];
  readonly parameters: number;
  /** What could not be used, in words, where that is more than a classifier on top: the last cut is before it. */
  readonly leftOut: string | null;
}

/** One way to hand pixels over, and how well the features told the photos apart. */
export interface InputTrial {
  readonly input: BackboneInput;
  /** 'RGB, 0…1', in words. */
  readonly words: string;
  /** Leave-one-out accuracy of the nearest class mean, 0…1. */
  readonly accuracy: number;
  /** How many photos it is of. */
  readonly photos: number;
  /** 'as-good': the photos don't tell it from the best one. */
  readonly verdict: 'suggested' | 'as-good' | 'worse';
}

/** A depth of a brought network: its block, and the layer whose output is averaged. */
export type OwnDepth = Pick<BackboneDepth, 'name' | 'source'>;

/** What the person decided on. */
export interface OwnBackbone {
  readonly name: string;
  readonly cut: string;
  /** As they were when it was brought first; null: those that a network brought now has. */
  readonly depths: readonly OwnDepth[] | null;
  readonly input: BackboneInput;
  /** In their words: where it is from, under which licence. */
  readonly licence: string;
  readonly author: string;
  /** What the trial of this input gave; null where none was made. */
  readonly trial: Pick<InputTrial, 'accuracy' | 'photos'> | null;
}

/** The name that a stored backbone's model.json gives to the file of its weights. */
export const WEIGHTS_FILE = 'weights.bin';

const OWN = 'own-';
/** What `ownId` gives. */
export const OWN_ID: RegExp = /^own-[0-9a-f]{8}$/;

/** Whether an id is that of a backbone which the person has brought. */
export const isOwn = (id: string): boolean => id.startsWith(OWN);

/** @param hash SHA-256 (hex) of its files and of its input: the same network on other pixels is another backbone */
export const ownId = (hash: string): string => `${OWN}${hash.slice(0, 8)}`;
