import type { Augmentation } from '../augmentation/augmentation.ts';
import type { CatalogueCard } from '../backbone/card.ts';
import { ALL_BLOCKS } from '../training/plan-stages.ts';
import { defaultRecipe, type Recipe, type Schedule, solvesHead } from '../training/recipe.ts';
import type { Row } from './report.ts';

type Entry = readonly [name: string, value: string];
/** What each field of a type is called, and its value in words; a field may take several lines, or none. */
type Words<T> = { readonly [K in keyof T]-?: (value: T[K], whole: T) => readonly Entry[] };

/** 0.2 → '20 %'. */
const percent = (share: number) => `${Number((share * 100).toFixed(4))}\u00a0%`;
const one = (name: string, value: string | number): readonly Entry[] => [[name, String(value)]];

const optimizerNames = {
  lbfgs: 'L-BFGS, to convergence',
  adamw: 'AdamW',
  sgd: 'SGD',
} as const satisfies Record<Recipe['optimizer'], string>;

/** Whether anything is learned step by step: what is solved has no rates. */
const steps = (recipe: Recipe): boolean => !solvesHead(recipe) || recipe.fineTuning.stages.length > 0;

const recipeWords: Words<Recipe> = {
  backbone: (id) => one('Backbone', id),
  head: (head) => [
    ['Head', head.kind === 'linear' ? 'linear' : `one hidden layer of ${head.units} units`],
    ['Dropout', percent(head.dropout)],
  ],
  read: (names) => one('Depths read', names === null ? 'found on the photos' : names.join(', ')),
  penalty: (value, recipe) =>
    solvesHead(recipe) ? one('Penalty', value === null ? 'found on the photos' : value) : [],
  judging: (by) => one('Judged', by === 'folds' ? 'in folds, where it can be' : 'on the validation photos'),
  epochs: (epochs, recipe) => (solvesHead(recipe) ? [] : one('Epochs of the head alone', epochs)),
  batchSize: (size, recipe) => (solvesHead(recipe) ? [] : one('Batch size', `${size} photos`)),
  optimizer: (name) => one('Optimizer', optimizerNames[name]),
  momentum: (value, { optimizer }) => (optimizer === 'sgd' ? one('Momentum', value) : []),
  learningRate: (rate, recipe) => (solvesHead(recipe) ? [] : one('Learning rate', rate)),
  schedule: (schedule, recipe) => (steps(recipe) ? one('Schedule of the rate', scheduleWords(schedule)) : []),
  weightDecay: (decay, recipe) => (solvesHead(recipe) ? [] : one('Weight decay', decay)),
  labelSmoothing: (share, recipe) => (steps(recipe) ? one('Label smoothing', share) : []),
  mixup: (alpha, recipe) => (steps(recipe) ? one('Mixup, α', alpha) : []),
  classWeights: (weights) => one('Class weights', weights),
  clipNorm: (norm, recipe) =>
    steps(recipe) ? one('Largest gradient norm', norm === 0 ? 'no limit' : norm) : [],
  patience: (epochs, recipe) =>
    steps(recipe) ? one('Early stopping', epochs === 0 ? 'off' : `after ${epochs} epochs without gain`) : [],
  augmentation: (augmentation) => linesOf(augmentation, augmentationWords, augmentationParts),
  views: (views) => one('Varied views of each photo', views),
  fineTuning: ({ stages, rateDivisor, weightDecay, batchSize }) => [
    ['Stages', stages.length === 0 ? 'none' : String(stages.length)],
    ...stages.map(({ blocks, epochs, learningRate }, i): Entry => {
      const what = blocks >= ALL_BLOCKS ? 'all blocks' : `${blocks} ${blocks === 1 ? 'block' : 'blocks'}`;
      return [`Stage ${i + 1}`, `${what}, ${epochs} epochs, learning rate ${learningRate}`];
    }),
    ['Rate divisor from block to block', String(rateDivisor)],
    ['Weight decay while fine-tuning', String(weightDecay)],
    ['Batch size while fine-tuning', `${batchSize} photos`],
  ],
  seed: (seed) => one('Seed', seed),
};

const augmentationWords: Words<Augmentation> = {
  horizontalFlip: ({ on }) => one('Mirror left and right', on ? 'half of the views' : 'off'),
  verticalFlip: ({ on }) => one('Mirror top and bottom', on ? 'half of the views' : 'off'),
  crop: ({ on, smallest, aspect }) =>
    one('Crop', on ? `${percent(smallest)} of the area or more, stretched up to ${aspect}\u00a0×` : 'off'),
  rotation: ({ on, degrees }) => one('Rotation', on ? `up to ${degrees}° either way` : 'off'),
  translation: ({ on, share }) => one('Translation', on ? `up to ${percent(share)} of the side` : 'off'),
  zoom: ({ on, factor }) => one('Zoom', on ? `up to ${factor}\u00a0×, out or in` : 'off'),
  brightness: ({ on, amount }) => one('Brightness', on ? `up to ${percent(amount)} either way` : 'off'),
  contrast: ({ on, amount }) => one('Contrast', on ? `up to ${percent(amount)} either way` : 'off'),
  saturation: ({ on, amount }) => one('Saturation', on ? `up to ${percent(amount)} either way` : 'off'),
  hue: ({ on, degrees }) => one('Hue', on ? `up to ${degrees}° either way` : 'off'),
  erasing: ({ on, probability, largest }) =>
    one(
      'Erasing',
      on ? `${percent(probability)} of the views, up to ${percent(largest)} of the area` : 'off',
    ),
};

const augmentationParts = Object.keys(augmentationWords) as readonly (keyof Augmentation)[];

/** 'constant', 'cosine, warm-up over 10 % of the steps'. */
export function scheduleWords(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'constant':
      return 'constant';
    case 'cosine':
      return `cosine, warm-up over ${percent(schedule.warmup)} of the steps`;
    case 'one-cycle':
      return `one cycle, peak after ${percent(schedule.peak)} of the steps`;
    case 'plateau':
      return `times ${schedule.factor} after ${schedule.patience} epochs without gain`;
  }
}

const groups: readonly { readonly title: string; readonly keys: readonly (keyof Recipe)[] }[] = [
  { title: 'Model', keys: ['backbone', 'read', 'head'] },
  {
    title: 'Training',
    keys: [
      'optimizer',
      'penalty',
      'judging',
      'epochs',
      'batchSize',
      'momentum',
      'learningRate',
      'schedule',
      'seed',
    ],
  },
  {
    title: 'Regularisation',
    keys: ['weightDecay', 'labelSmoothing', 'mixup', 'classWeights', 'clipNorm', 'patience'],
  },
  { title: 'Augmentation', keys: ['augmentation', 'views'] },
  { title: 'Fine-tuning', keys: ['fineTuning'] },
];

/**
 * Every setting of a recipe as a row: name, value, default. Settings that the recipe doesn't use have none.
 * @param cards for the backbone's name
 */
export function settingRows(
  recipe: Recipe,
  cards: readonly Pick<CatalogueCard, 'id' | 'name'>[],
): readonly Row[] {
  const cardName = (text: string) => cards.find(({ id }) => id === text)?.name ?? text;
  return groups.flatMap(({ title, keys }): Row[] => {
    const usual = new Map(linesOf(defaultRecipe, recipeWords, keys));
    const rows = linesOf(recipe, recipeWords, keys).map(([name, value]): Row => {
      const normally = usual.get(name) ?? 'none';
      const shown = name === 'Backbone' ? cardName : (text: string) => text;
      return { mark: value === normally ? null : 'changed', cells: [name, shown(value), shown(normally)] };
    });
    return [{ mark: 'group', cells: [title] }, ...rows];
  });
}

function linesOf<T extends object>(whole: T, words: Words<T>, keys: readonly (keyof T)[]): readonly Entry[] {
  const line = <K extends keyof T>(key: K) => words[key](whole[key], whole);
  return keys.flatMap((key) => line(key));
}
