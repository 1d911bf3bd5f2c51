/** A stored record that can't be read any more, or is not what it should be. */
export interface DamagedRecord {
  readonly store: 'samples' | 'classes' | 'runs' | 'ensembles' | 'checkpoints' | 'settings' | 'backbones';
  readonly key: string;
}

/** Told of each damaged record; what it belongs to is read without it. */
export type OnDamaged = (record: DamagedRecord) => void;

type Is = (value: unknown) => boolean;

const text: Is = (value) => typeof value === 'string';
const number: Is = (value) => typeof value === 'number';
const flag: Is = (value) => typeof value === 'boolean';
const orNull =
  (is: Is): Is =>
  (value) =>
    value === null || is(value);
const list =
  (is: Is): Is =>
  (value) =>
    Array.isArray(value) && value.every(is);
const fields = (of: Readonly<Record<string, Is>>): Is => {
  const all = Object.entries(of);
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    all.every(([name, is]) => is((value as Record<string, unknown>)[name]));
};

/*
 * What shows and uses a record relies on these fields. Ranges are not looked at: a record that was sound once stays so,
 * whatever limits a later version has.
 */

const split: Is = (value) => value === 'train' || value === 'validation' || value === 'test';

export const isClass: Is = fields({ id: text, name: text, colour: number });

export const isSample: Is = fields({
  id: text,
  hash: text,
  classId: text,
  name: text,
  folder: text,
  width: number,
  height: number,
  bytes: number,
  split,
  splitFixed: flag,
  excluded: flag,
  group: orNull(text),
  order: number,
});

export const isSplitSettings: Is = fields({ validation: number, seed: number, together: flag });

export const isRecipe: Is = fields({
  backbone: text,
  read: orNull(list(text)),
  head: fields({ kind: text, dropout: number }),
  optimizer: text,
  penalty: orNull(number),
  judging: text,
  momentum: number,
  learningRate: number,
  weightDecay: number,
  schedule: fields({ kind: text }),
  batchSize: number,
  epochs: number,
  labelSmoothing: number,
  mixup: number,
  classWeights: text,
  clipNorm: number,
  patience: number,
  augmentation: fields({}),
  views: number,
  fineTuning: fields({
    stages: list(fields({ blocks: number, epochs: number, learningRate: number })),
    rateDivisor: number,
    weightDecay: number,
    batchSize: number,
  }),
  seed: number,
});

const isEpoch = fields({ epoch: number, loss: number, accuracy: number });
const isSummary = fields({ split, loss: number, total: number, correct: number });

export const isRun: Is = fields({
  id: text,
  number,
  createdAt: number,
  recipe: isRecipe,
  read: orNull(list(text)),
  choice: orNull(
    fields({ compared: list(fields({ read: list(text), penalty: number, loss: number })), penalty: number }),
  ),
  classes: list(isClass),
  backend: text,
  counts: fields({ train: number, validation: number, test: number }),
  history: list(isEpoch),
  kept: number,
  folds: orNull(number),
  measuredBy: orNull(text),
  train: orNull(isSummary),
  validation: orNull(isSummary),
  test: orNull(isSummary),
  testOpened: number,
  deleted: flag,
  timing: fields({ extraction: number, extracted: number, head: number, fineTuning: number }),
  temperature: number,
  unknown: orNull(fields({ score: text, threshold: number, keeps: number })),
  data: orNull(fields({ fingerprint: text, pictures: fields({}), labels: fields({}), splits: fields({}) })),
  environment: orNull(fields({ browser: text, app: text, tfjs: text, threads: number, weights: text })),
  name: orNull(text),
  starred: flag,
  note: text,
  guess: orNull(number),
});

export const isEnsemble: Is = fields({
  id: text,
  number,
  name: orNull(text),
  createdAt: number,
  method: text,
  members: list(fields({ runId: text, weight: number })),
  deleted: flag,
});

/** Without what it has learned: that is looked at when it goes on. */
export const isCheckpoint: Is = fields({
  request: fields({
    runId: text,
    recipe: fields({ backbone: text }),
    classes: list(isClass),
    samples: list(fields({ id: text, hash: text })),
  }),
  savedAt: number,
  history: list(isEpoch),
});

/** The card of a brought network. */
export const isCard: Is = fields({
  id: text,
  name: text,
  hash: text,
  source: fields({ files: list(text), licence: text, author: text }),
  goodAt: list(text),
  badAt: list(text),
  input: fields({ size: number, channels: text, mean: list(number), std: list(number) }),
  features: number,
  depths: list(fields({ name: text, source: text, layer: text, features: number })),
  former: list(fields({ hash: text })),
  parameters: number,
  multiplyAdds: number,
  bytes: number,
  blocks: list(fields({ name: text, parameters: number })),
  measured: list(fields({ what: text, value: number })),
});
