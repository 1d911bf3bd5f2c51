/** What a backbone wants of its pixels. The one description that every path of the program applies. */
export interface BackboneInput {
  /** Side of the square input, pixels. */
  readonly size: number;
  readonly channels: 'RGB' | 'BGR';
  /** In the model's channel order, in units of 0…255: x = (pixel − mean) / std. */
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** A group of layers that is frozen or trained together, named as the source model names it. */
export interface BackboneBlock {
  readonly name: string;
  /** Names of the block's layers in model.json, in topological order. */
  readonly layers: readonly string[];
  readonly parameters: number;
}

/** A place in the network whose output, averaged over space, is a part of the features. */
export interface BackboneDepth {
  /** Of the block that it lies in, as the papers count: '12', '5c'. */
  readonly name: string;
  /** Node, layer or tensor of the source model. */
  readonly source: string;
  /** Name of the layer in model.json that averages it. */
  readonly layer: string;
  /** How many of the features it is. */
  readonly features: number;
}

/** A figure that somebody can measure again. */
export interface Measurement {
  /** What was measured, in words, with its data set and size. */
  readonly what: string;
  readonly value: number;
  readonly unit: '%' | 'ms';
  /** The command that gives the figure. */
  readonly command: string;
}

/** How often a network is right on sets of photos that are unlike each other and unlike what it was trained on. */
export interface PanelMean {
  /** Mean over the sets of the share of test photos right, 0…1, with the default recipe. */
  readonly accuracy: number;
  /** How many sets. */
  readonly sets: number;
  /** The command that gives the figure. */
  readonly command: string;
}

/** The identity of a backbone: where it comes from, what it wants, what it is good for. Stored as card.json beside model.json. */
export interface BackboneCard {
  readonly id: string;
  readonly name: string;
  /** SHA-256 (hex) over model.json and its shards, in the manifest's order: the key of cached features. */
  readonly hash: string;
  readonly source: {
    /** The npm package, or who publishes the file that it is from. */
    readonly package: string;
    /** The package's, or the file's name. */
    readonly version: string;
    /** npm's integrity of the tarball, or the file's. */
    readonly integrity: string;
    readonly files: readonly string[];
    readonly licence: string;
    readonly author: string;
  };
  readonly trainedOn: string;
  /** One plain sentence for the person who chooses. */
  readonly summary: string;
  readonly goodAt: readonly string[];
  readonly badAt: readonly string[];
  readonly input: BackboneInput;
  /** Length of the feature vector: all depths, one after another. */
  readonly features: number;
  /** From the picture up; the last is the network's own last block. One forward pass gives them all. */
  readonly depths: readonly BackboneDepth[];
  readonly parameters: number;
  /** Multiply-adds for one picture at `input.size`. */
  readonly multiplyAdds: number;
  /**
   * Files of earlier versions that computed the same: what runs of theirs read. Weights of any other hash are another
   * network, whatever its id.
   */
  readonly former: readonly { readonly hash: string; readonly read: readonly string[] }[];
  /** Side of the pictures that runs look at which did not note it; missing: `input.size`. */
  readonly formerSize?: number;
  /** Bytes to download: model.json and shards. */
  readonly bytes: number;
  /** From the input to the top. */
  readonly blocks: readonly BackboneBlock[];
  readonly measured: readonly Measurement[];
  /** Missing where it was not measured: for networks that a person has brought, for instance. */
  readonly panel?: PanelMean;
}

/** What the page's catalogue holds of a card: everything but the blocks' layers and what only `npm run models` looks at. */
export type CatalogueCard = Omit<BackboneCard, 'blocks' | 'source'> & {
  readonly source: Omit<BackboneCard['source'], 'integrity'>;
  readonly blocks: readonly Omit<BackboneBlock, 'layers'>[];
};
