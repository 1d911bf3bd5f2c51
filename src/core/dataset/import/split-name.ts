import type { Split } from '../dataset.ts';

/** What a folder's name can stand for besides a class. */
export type SplitWord = Split | 'unlabelled';

export interface SplitName {
  readonly split: SplitWord;
  /** What the name says besides: 'flowers' of 'flowers_train'. '' where it says nothing else. */
  readonly rest: string;
}

const words: Readonly<Record<SplitWord, string>> = {
  train: 'train training trn',
  validation: 'val valid validate validation validating dev develop development eval evaluate evaluation',
  test: 'test testing tst holdout',
  unlabelled:
    'pred preds predict prediction predictions inference unlabeled unlabelled unlabel unsup unsupervised',
};
const splitOfWord = new Map<string, SplitWord>(
  Object.entries(words).flatMap(([split, list]) =>
    list.split(' ').map((word) => [word, split as SplitWord] as const),
  ),
);
/** Words beside a split's that say nothing of what is in the photos. 'seg' is how a well-known set of scenes begins its names. */
const fillers = new Set(
  'set sets data dataset datasets image images img imgs pic pics photo photos picture pictures folder folders file files split splits sample samples example examples label labels labelled labeled annotation annotations seg the my single crop crops cropped resized processed aug augmented original full mini small x y jpg jpeg png list csv to'.split(
    ' ',
  ),
);

/** 'TrainData' → ['train', 'data'], 'val2017' → ['val'], 'testset' → ['test', 'set']. */
function tokensOf(name: string): string[] {
  return name
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(
      /^(train|training|test|testing|val|valid|validation)(?=(set|data|images|imgs|labels|folder)\b)/,
      '$1 ',
    )
    .split(/[^\p{L}\p{M}]+/u)
    .filter((token) => token !== '');
}

/** Reads a name as a split's, in any case and as people write it; null where it names none, or two. */
export function splitNameOf(name: string): SplitName | null {
  const tokens = tokensOf(name);
  const found = new Set(tokens.map((token) => splitOfWord.get(token)).filter((split) => split !== undefined));
  const [split] = found;
  if (split === undefined || found.size > 1) return null;
  const rest = tokens.filter((token) => !splitOfWord.has(token) && !fillers.has(token));
  return { split, rest: rest.join(' ') };
}

/** The split that a name stands for by itself; null for any other name. */
export function splitOfName(name: string): SplitWord | null {
  const read = splitNameOf(name);
  return read?.rest === '' ? read.split : null;
}

/** The split that a list says of all its photos by its own name, `train.csv` or `TestImages.txt`; null for any other. */
export function splitOfList(path: string): Split | null {
  const split = splitOfName(path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, ''));
  return split === 'unlabelled' ? null : split;
}

export function isEvaluation(name: string): boolean {
  return /^eval/.test(tokensOf(name).join(' '));
}

/**
 * Whether, among these names side by side, 'eval' is the test set: where there is a 'dev' and no 'test'. Alone, or beside a
 * test set, it's what choices are made on.
 */
export function evaluationTests(names: readonly string[]): boolean {
  return (
    names.some((name) => splitOfName(name) === 'validation' && !isEvaluation(name)) &&
    !names.some((name) => splitOfName(name) === 'test')
  );
}
