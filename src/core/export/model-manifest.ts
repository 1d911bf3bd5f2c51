import type { BackboneCard, BackboneInput } from '../backbone/card.ts';
import type { UnknownRule } from '../evaluation/unknown.ts';
import type { Recipe } from '../training/recipe.ts';

/** The file in every export that says what it is: what another program, or this one, needs besides the model itself. */
export const MANIFEST_FILE = 'headstart.json';

export interface ModelManifest {
  readonly format: 'headstart-model';
  /** Of this description. */
  readonly version: 1;
  /** Of the run. */
  readonly name: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Version of the program that wrote it. */
  readonly app: string;
  /** In the order of the model's outputs. */
  readonly classes: readonly { readonly name: string; readonly colour: number }[];
  readonly input: {
    /** Side of the square, pixels. */
    readonly size: number;
    /** What the model takes: the normalisation is inside it. */
    readonly channels: 'RGB';
    readonly range: readonly [0, 255];
    readonly layout: 'NHWC';
    /** How a picture becomes that square, in words for whoever writes it elsewhere. */
    readonly resize: string;
  };
  /** What is inside: where the weights come from, under which licence, and what their pixels are turned to. */
  readonly backbone: Pick<BackboneCard, 'id' | 'name' | 'hash' | 'source' | 'trainedOn' | 'features'> & {
    readonly input: BackboneInput;
  };
  /** Names of the backbone's depths that are inside; null in files of earlier versions. */
  readonly read: readonly string[] | null;
  readonly recipe: Recipe;
  /** Names of the backbone's weights that fine-tuning has changed. */
  readonly tuned: readonly string[];
  /** Is in the model's last layer already. */
  readonly temperature: number;
  readonly unknown: UnknownRule | null;
  /** Right answers of how many photos; null where there were none, or the test set was not opened. */
  readonly scores: Readonly<
    Record<'validation' | 'test', { readonly right: number; readonly of: number } | null>
  >;
  /** Golden pictures: size × size, PNG, as they go into the model. */
  readonly golden: readonly GoldenAnswer[];
}

export interface GoldenAnswer {
  /** Of the PNG, relative to this file: 'golden/1.png'. */
  readonly file: string;
  /** What the page answered. */
  readonly probabilities: readonly number[];
}

/** In words, for `input.resize`. The page does the same (engine/dataset/draw.ts). */
export const RESIZE_WORDS =
  'Upright by EXIF, alpha over white; the shorter side is scaled to the size, and the middle square is cut out.';
