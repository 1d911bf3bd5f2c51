import { type Augmentation, noAugmentation } from '../augmentation/augmentation.ts';

/** The trainable part on top of the features. */
export type HeadRecipe =
  | {
      readonly kind: 'linear';
      /** Share of features dropped at each step, 0…0.9. */
      readonly dropout: number;
    }
  | {
      readonly kind: 'hidden';
      readonly units: number;
      /** Share of hidden units dropped at each step, 0…0.9. */
      readonly dropout: number;
    };

/** How the learning rate moves from a phase's first step to its last; it applies to each phase by itself. */
export type Schedule =
  | { readonly kind: 'constant' }
  /** Linear warm-up over that share of the steps, then half a cosine down to 0 (Loshchilov & Hutter 2017). */
  | { readonly kind: 'cosine'; readonly warmup: number }
  /** Cosine up over that share of the steps, then cosine down to almost 0 (Smith & Topin 2018, as fastai has it). */
  | { readonly kind: 'one-cycle'; readonly peak: number }
  /** Multiplied by `factor` when the validation loss has not fallen for `patience` epochs. */
  | { readonly kind: 'plateau'; readonly factor: number; readonly patience: number };

/** Each kind of schedule with its usual numbers. */
export const usualSchedules = {
  constant: { kind: 'constant' },
  cosine: { kind: 'cosine', warmup: 0.1 },
  'one-cycle': { kind: 'one-cycle', peak: 0.3 },
  plateau: { kind: 'plateau', factor: 0.3, patience: 3 },
} as const satisfies { readonly [K in Schedule['kind']]: Extract<Schedule, { kind: K }> };

/** A phase of fine-tuning: from here on the head and the topmost blocks learn together. */
export interface FineTuningStage {
  /** How many of the backbone's blocks learn, counted from the top; at least 1. */
  readonly blocks: number;
  readonly epochs: number;
  /** Peak rate of the head and the topmost block. */
  readonly learningRate: number;
}

export interface FineTuning {
  /** In order, after the head has been trained on frozen features; none: head only. */
  readonly stages: readonly FineTuningStage[];
  /** Each block learns at its upper neighbour's rate divided by this, at least 1 (Howard & Ruder 2018: 2.6). */
  readonly rateDivisor: number;
  /** Decoupled weight decay of blocks and head while fine-tuning. */
  readonly weightDecay: number;
  readonly batchSize: number;
}

/** Everything a person can choose about a training; with the data and the seed it determines the result. */
export interface Recipe {
  /** Id of a card in public/models. */
  readonly backbone: string;
  /** Names of the backbone's depths that the head reads; null: the page finds out on the photos. */
  readonly read: readonly string[] | null;
  readonly head: HeadRecipe;
  /**
   * Of the head alone. 'lbfgs' solves a linear head to convergence (core/training/softmax-regression): no rate, no epochs,
   * no seed. Blocks, and heads with hidden units, learn by AdamW or SGD.
   */
  readonly optimizer: 'lbfgs' | 'adamw' | 'sgd';
  /** Of 'lbfgs': penalty / 2 · ‖weights‖² is added to the sum of the losses; null: found by cross-validation. */
  readonly penalty: number | null;
  /**
   * What a frozen network's result is measured on. 'folds': all photos that are not test photos, each by a model that has not
   * seen it, and the model that is kept learns from all. 'split': the validation photos, which no model learns from.
   */
  readonly judging: 'folds' | 'split';
  /** Of SGD. */
  readonly momentum: number;
  /** Peak step size while the head learns alone. */
  readonly learningRate: number;
  /** Decoupled weight decay while the head learns alone, not applied to biases (Loshchilov & Hutter 2019). */
  readonly weightDecay: number;
  readonly schedule: Schedule;
  readonly batchSize: number;
  /** Of the head alone. */
  readonly epochs: number;
  /** Share of the target spread evenly over all classes, 0…1 (Szegedy et al. 2016). */
  readonly labelSmoothing: number;
  /** α of mixup in feature space, 0: none (Zhang et al. 2018; Verma et al. 2019). */
  readonly mixup: number;
  readonly classWeights: 'none' | 'balanced';
  /** Gradients with a larger norm, over all parameters, are scaled down to it; 0: never. */
  readonly clipNorm: number;
  /** Epochs without a lower validation loss after which a phase ends, with its best weights; 0: never. */
  readonly patience: number;
  readonly augmentation: Augmentation;
  /** Cached augmented views of each training photo, besides the photo itself. */
  readonly views: number;
  readonly fineTuning: FineTuning;
  readonly seed: number;
}

/**
 * Softmax regression on what the photos themselves say should be read: on seven unlike sets of photos right more often than
 * any one depth, rate or number of epochs (docs/BENCHMARKS.md). Rates, epochs and smoothing are for hidden units and
 * fine-tuning.
 */
export const defaultRecipe: Recipe = {
  backbone: 'mobilenet-v3',
  read: null,
  head: { kind: 'linear', dropout: 0 },
  optimizer: 'lbfgs',
  penalty: null,
  judging: 'folds',
  momentum: 0.9,
  learningRate: 3e-3,
  weightDecay: 1,
  schedule: usualSchedules.constant,
  batchSize: 64,
  epochs: 20,
  labelSmoothing: 0.1,
  mixup: 0,
  classWeights: 'none',
  clipNorm: 0,
  patience: 0,
  augmentation: noAugmentation,
  views: 4,
  fineTuning: { stages: [], rateDivisor: 2.6, weightDecay: 0.05, batchSize: 32 },
  seed: 1,
};

/** Whether the head is solved, rather than trained by steps. */
export const solvesHead = ({ optimizer, head }: Pick<Recipe, 'optimizer' | 'head'>): boolean =>
  optimizer === 'lbfgs' && head.kind === 'linear';

/** More photos than this are not judged in folds: each fold costs a fit of the others, and a split says as much of so many. */
export const MOST_FOLDED = 3000;
/** Photos times classes beyond which they are not, either: the models of all folds take some 700 bytes for each. */
export const MOST_FOLDED_LOGITS = 300_000;

/** What decides whether photos can be judged in folds. */
export interface JudgedPhotos {
  /** How many there are that are not test photos. */
  readonly photos: number;
  readonly classes: number;
  /** Whether a folder's name has held some of them out. */
  readonly given: boolean;
}

/** Whether a training is judged in folds. */
export function judgesInFolds(
  { judging, fineTuning, patience, schedule }: Recipe,
  { photos, classes, given }: JudgedPhotos,
): boolean {
  // What waits for the validation loss needs photos to watch.
  const watches = patience > 0 || schedule.kind === 'plateau';
  const few = photos <= MOST_FOLDED && photos * classes <= MOST_FOLDED_LOGITS;
  return judging === 'folds' && fineTuning.stages.length === 0 && !watches && !given && few;
}

/** Epochs of all phases, where none ends early; a head that is solved has none. */
export function totalEpochs(recipe: Recipe): number {
  const { epochs, fineTuning } = recipe;
  return fineTuning.stages.reduce((sum, stage) => sum + stage.epochs, solvesHead(recipe) ? 0 : epochs);
}

/**
 * A recipe as it was stored, perhaps by an earlier version that knew less: what is missing is the default's.
 */
export function completeRecipe(stored: Partial<Recipe>): Recipe {
  return {
    ...defaultRecipe,
    ...stored,
    head: { ...defaultRecipe.head, ...stored.head } as HeadRecipe,
    augmentation: { ...noAugmentation, ...stored.augmentation },
    fineTuning: { ...defaultRecipe.fineTuning, ...stored.fineTuning },
  };
}

/** What was the default before heads were solved. */
const formerDefault = {
  head: { kind: 'linear', dropout: 0 },
  optimizer: 'adamw',
  learningRate: 3e-3,
  weightDecay: 1,
  epochs: 20,
  batchSize: 64,
  mixup: 0,
  clipNorm: 0,
  patience: 0,
} as const satisfies Partial<Recipe>;

/** The recipe of a project as it was stored: one that nobody had changed before heads were solved follows the default. */
export function storedRecipe(stored: Partial<Recipe>): Recipe {
  const recipe = completeRecipe(stored);
  const untouched =
    stored.judging === undefined &&
    recipe.schedule.kind === 'constant' &&
    recipe.fineTuning.stages.length === 0 &&
    Object.entries(formerDefault).every(
      ([key, value]) => JSON.stringify(recipe[key as keyof Recipe]) === JSON.stringify(value),
    );
  return untouched ? { ...recipe, optimizer: defaultRecipe.optimizer } : recipe;
}
