import { augments } from '../augmentation/augmentation.ts';
import type { CatalogueCard } from '../backbone/card.ts';
import { countWords } from '../count-words.ts';
import { durationWords } from '../duration-words.ts';
import { unseenBy, unseenTitle } from '../evaluation/words.ts';
import { listWords } from '../list-words.ts';
import { type Recipe, solvesHead } from '../training/recipe.ts';
import type { EpochMetrics, Run } from '../training/run.ts';
import type { ReportInput } from './input.ts';
import type { Block, Curves, Section, Table } from './report.ts';
import { scheduleWords, settingRows } from './settings.ts';
import { shareWords } from './words.ts';

/** Epochs of the table: more would fill pages. */
const MOST_EPOCHS = 50;

/** How it was trained: in words, and as curves. */
export function trainingSection({ run, cards }: Pick<ReportInput, 'run' | 'cards'>): Section {
  const card = cards.find(({ id }) => id === run.recipe.backbone);
  return {
    title: 'How it was trained',
    blocks: [
      ...runSentences(run, card).map((text): Block => ({ kind: 'text', text })),
      { kind: 'text', text: lastingWords(run) },
      { kind: 'curves', charts: [curves(run, 'accuracy'), curves(run, 'loss')] },
      { kind: 'table', ...epochTable(run) },
    ],
  };
}

function runSentences(run: Run, card: CatalogueCard | undefined): readonly string[] {
  const { recipe, read, choice } = run;
  const { head, epochs, batchSize, optimizer, learningRate, schedule, augmentation, views } = recipe;
  const { stages } = recipe.fineTuning;
  const taken = card && read && card.depths.filter((depth) => read.includes(depth.name));
  const features = taken?.reduce((sum, depth) => sum + depth.features, 0) || card?.features;
  const backbone = card
    ? `${card.name} is a network that has learned to see before, from other pictures. It turned each photo into ${countWords(features ?? 0)} numbers, its features${read ? `, at ${read.length === 1 ? 'depth' : 'depths'} ${listWords(read)}` : ''}.`
    : 'A network that has learned to see before turned each photo into numbers, its features.';
  const chosen = choice
    ? ` What to read, and how strong a penalty, was chosen by cross-validated log loss among ${choice.compared.length} sets of depths.`
    : '';
  const top =
    head.kind === 'linear' ? 'A linear layer' : `A hidden layer of ${head.units} units and an output layer`;
  const rule = optimizer === 'sgd' ? 'SGD' : 'AdamW';
  const learned = solvesHead(recipe)
    ? `Softmax regression on top, the head, learned to tell the classes apart from them: with an L2 penalty${choice ? ` of ${choice.penalty}` : ''}, solved to convergence by L-BFGS.${chosen}`
    : `${top} on top, the head, learned to tell the classes apart from them: ${epochs} epochs, each of which goes through all training photos once in batches of ${batchSize}, by ${rule} with a learning rate of ${learningRate} (${scheduleWords(schedule)}).`;
  const varied =
    augments(augmentation) && views > 0
      ? `Training saw each of its photos and ${views} varied views of it (augmentation).`
      : 'Training saw the photos as they are, without augmentation.';
  const tuned =
    stages.length === 0
      ? 'The network itself stayed as it was.'
      : `Then parts of the network itself learned too (fine-tuning), in ${stages.length} ${stages.length === 1 ? 'stage' : 'stages'} of ${stages.map((stage) => stage.epochs).join(' and ')} epochs.`;
  return [`${backbone} ${learned}`, `${varied} ${tuned}`];
}

function lastingWords({ history, kept, timing, backend, recipe }: Run): string {
  const validated = history.some(({ validationLoss }) => validationLoss !== null);
  const total = timing.extraction + timing.choosing + timing.head + timing.boundary + timing.fineTuning;
  if (solvesHead(recipe) && recipe.fineTuning.stages.length === 0)
    return `The head was solved in ${history.length} iterations. It took ${durationWords(total)} on ${backend}.`;
  const which =
    kept === 0
      ? 'The weights that it began with were kept.'
      : `The weights of epoch ${kept} of ${history.length} were kept${validated ? ', the one with the lowest loss on the validation photos' : ''}.`;
  return `${which} It took ${durationWords(total)} on ${backend}.`;
}

function curves({ history, kept, folds }: Run, metric: 'accuracy' | 'loss'): Curves {
  const factor = metric === 'accuracy' ? 100 : 1;
  const value = (raw: number | null) => (raw !== null && Number.isFinite(raw) ? raw * factor : null);
  return {
    title: metric === 'accuracy' ? 'Accuracy' : 'Loss',
    unit: metric === 'accuracy' ? '%' : 'nats',
    unseen: unseenBy({ folds }),
    kept,
    top: metric === 'accuracy' ? 100 : null,
    digits: metric === 'accuracy' ? 1 : 3,
    points: history.map((metrics) => ({
      epoch: metrics.epoch,
      phase: metrics.phase,
      training: value(metrics[metric]),
      validation: value(metric === 'accuracy' ? metrics.validationAccuracy : metrics.validationLoss),
    })),
  };
}

/** Every epoch, or every so many of them where there are more than fit; the kept one and the last are among them. */
function epochTable({ history, kept, folds }: Run): Table {
  const unseen = unseenTitle(unseenBy({ folds }));
  const step = Math.ceil(history.length / MOST_EPOCHS);
  const shown = history.filter(
    ({ epoch }, i) => i % step === 0 || epoch === kept || i === history.length - 1,
  );
  const numeric = ['Training accuracy', `${unseen} accuracy`, 'Training loss, nats', `${unseen} loss, nats`];
  const nats = (loss: number | null) => (loss === null ? '–' : loss.toFixed(3));
  const phaseWords = (phase: number) => (phase === 0 ? 'head' : `head and blocks, stage ${phase}`);
  const row = (metrics: EpochMetrics) => ({
    mark: metrics.epoch === kept ? ('total' as const) : null,
    cells: [
      `${metrics.epoch}${metrics.epoch === kept ? ' (kept)' : ''}`,
      phaseWords(metrics.phase),
      shareWords(metrics.accuracy),
      shareWords(metrics.validationAccuracy),
      nats(metrics.loss),
      nats(metrics.validationLoss),
    ],
  });
  return {
    caption: step === 1 ? 'The curves as numbers' : `The curves as numbers, every ${step} epochs`,
    columns: [
      { title: 'Epoch', numeric: true },
      { title: 'What learned', numeric: false },
      ...numeric.map((title) => ({ title, numeric: true })),
    ],
    rows: shown.map(row),
    folded: true,
  };
}

/** Every setting of a recipe, with what is not the default marked. */
export function settingTable(recipe: Recipe, cards: readonly CatalogueCard[]): Table {
  const rows = settingRows(recipe, cards);
  const changed = rows.filter(({ mark }) => mark === 'changed').length;
  return {
    caption:
      changed === 0
        ? 'All settings are the defaults'
        : `${changed === 1 ? 'One setting is' : `${changed} settings are`} not the default, marked “changed”`,
    columns: ['Setting', 'Value', 'Default'].map((title) => ({ title, numeric: false })),
    rows,
    folded: false,
  };
}
