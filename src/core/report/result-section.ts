import { countWords, photoWords } from '../count-words.ts';
import { type Answer, answersOf } from '../evaluation/answers.ts';
import { expectedCalibrationError, reliabilityBins } from '../evaluation/calibration.ts';
import { classScores, type MeanScores, meanScores, type Scores } from '../evaluation/class-metrics.ts';
import { type ConfusionMatrix, confusionMatrix } from '../evaluation/confusion.ts';
import type { Evaluation } from '../evaluation/evaluation.ts';
import { correctCount } from '../evaluation/evaluation.ts';
import { wilsonInterval } from '../evaluation/wilson.ts';
import { accuracyWords, percentWords } from '../evaluation/words.ts';
import { guessedWords } from '../lesson/guess-words.ts';
import { solvesHead } from '../training/recipe.ts';
import type { AnsweredRun, Run } from '../training/run.ts';
import type { ReportInput } from './input.ts';
import { heldOut } from './mistakes.ts';
import type { Block, Cell, Row, Score, Section, Table } from './report.ts';
import { judgedSplit, nameWords, shareWords, splitWords, timesWords } from './words.ts';

/** Bins of the calibration error, as in Guo et al. 2017. */
const BINS = 15;
/** Photos looked at in one go. */
const PART = 50;

/** The result on each split that was judged: test first, then validation, then the photos that it was trained on. */
export function scoresOf(run: AnsweredRun): readonly Score[] {
  const { train } = run.answers;
  const judged = [...heldOut(run), ...(train && train.predictions.length > 0 ? [train] : [])];
  return judged.map((evaluation): Score => {
    const total = evaluation.predictions.length;
    const correct = correctCount(evaluation);
    return {
      split: judgedSplit(evaluation.split, run),
      accuracy: correct / total,
      interval: wilsonInterval(correct, total),
      words: `${accuracyWords(correct, total)}.`,
      about: aboutWords(evaluation, run),
    };
  });
}

function aboutWords({ split }: Evaluation, { testOpened, folds, measuredBy, recipe }: Run): string {
  switch (split) {
    case 'test':
      return `On test photos, which were held out until the end. The test set was opened ${timesWords(testOpened)}${testOpened > 1 ? '; each look that changed something makes its number less honest' : ''}.`;
    case 'validation':
      if (folds !== null)
        return `On photos that were left out in turn, in ${folds} parts: each was judged by a model that had not seen it. The model of this report has learned from all of them.`;
      if (measuredBy !== null)
        return 'On validation photos, by an earlier run, whose model had not seen them. This one was trained the same way and has learned from them too.';
      if (solvesHead(recipe) && recipe.fineTuning.stages.length === 0)
        return 'On validation photos. It was not trained on them, and its weights were not chosen by them.';
      return 'On validation photos. It was not trained on them, but the weights to keep were chosen by them, which flatters a little.';
    case 'train':
      return 'On the photos that it was trained on: not what to expect of new ones.';
  }
}

/** What came out: the test set's story, each class, and how far its confidence can be trusted. */
export function* resultSection({ run }: Pick<ReportInput, 'run'>): Generator<undefined, Section> {
  const certainty = yield* calibrationWords(run);
  const guessed = guessedWords(run);
  const matrices = heldOut(run).map(({ split, predictions }) => ({
    split,
    matrix: confusionMatrix(predictions, run.classes.length),
  }));
  return {
    title: 'What came out',
    blocks: [
      { kind: 'text', text: testWords(run) },
      ...(guessed === null
        ? []
        : [
            {
              kind: 'text',
              text: `Guessed before the training, of photos new to it: ${guessed}`,
            } as const,
          ]),
      ...matrices.map(({ split, matrix }): Block => {
        const caption = `Each class on the ${splitWords[judgedSplit(split, run)]} photos`;
        return { kind: 'table', ...classTable(caption, run, matrix) };
      }),
      ...(matrices.length > 0 ? [{ kind: 'text', text: SCORES } as const] : []),
      { kind: 'heading', text: 'How sure it is' },
      ...certainty.map((text): Block => ({ kind: 'text', text })),
    ],
  };
}

const SCORES =
  'Precision: of the photos that were taken for the class, the share that are of it. Recall: of the class’s photos, the share that were recognised. F1: the harmonic mean of both. Mean: each class counts the same; weighted mean: each photo does.';

function testWords({ test, testOpened, counts }: Run): string {
  if (test !== null && testOpened > 0)
    return `The test set was opened ${timesWords(testOpened)} with this run.`;
  return counts.test > 0
    ? `The test set of ${photoWords(counts.test)} has not been opened: the numbers below are of photos that the training was judged by.`
    : 'There is no test set: the numbers below are of photos that the training was judged by.';
}

function classTable(caption: string, run: Run, matrix: ConfusionMatrix): Table {
  const classes = classScores(matrix);
  const row = (mark: Row['mark'], name: string, photos: number, scores: Scores): Row => ({
    mark,
    cells: [nameWords(name), countWords(photos), ...cellsOf(scores)],
  });
  return {
    caption,
    columns: [
      { title: 'Class', numeric: false },
      ...['Photos', 'Precision', 'Recall', 'F1'].map((title) => ({ title, numeric: true })),
    ],
    rows: [
      ...classes.map((scores) => row(null, run.classes[scores.label]?.name ?? '', scores.support, scores)),
      row('total', 'Mean', matrix.total, valuesOf(meanScores(classes, 'macro'))),
      row('total', 'Weighted mean', matrix.total, valuesOf(meanScores(classes, 'weighted'))),
    ],
    folded: false,
  };
}

const cellsOf = ({ precision, recall, f1 }: Scores): readonly Cell[] => [
  shareWords(precision),
  shareWords(recall),
  f1 === null ? shareWords(f1) : { text: shareWords(f1), share: f1 },
];

const valuesOf = ({ precision, recall, f1 }: MeanScores): Scores => ({
  precision: precision?.value ?? null,
  recall: recall?.value ?? null,
  f1: f1?.value ?? null,
});

/** In parts: with many photos of many classes all their probabilities take longer than a page may stand still. */
function* calibrationWords(run: AnsweredRun): Generator<undefined, readonly string[]> {
  const { temperature, unknown } = run;
  const calibrated = temperature !== 1;
  const sentences = [
    calibrated
      ? `Its confidence is calibrated: the model’s logits are divided by a temperature of ${temperature.toFixed(2)}, fitted on photos that its models had not learned from (temperature scaling).`
      : 'Its confidence is the model’s own: no temperature was fitted.',
  ];
  for (const evaluation of heldOut(run)) {
    const after = yield* calibrationError(evaluation, temperature);
    const before = calibrated ? yield* calibrationError(evaluation, 1) : after;
    const without = calibrated ? `; ${percentWords(before, 1)} without it` : '';
    sentences.push(
      `On the ${splitWords[judgedSplit(evaluation.split, run)]} photos confidence and accuracy lie ${percentWords(after, 1)} apart on average (expected calibration error, ${BINS} bins${without}).`,
    );
  }
  if (unknown === null) return [sentences.join(' ')];
  const rule = `A picture is called none of the classes where its score (${unknown.score}) is below ${unknown.threshold.toPrecision(4)}; ${percentWords(unknown.keeps, 1)} of the photos that it was judged by are above it.`;
  return [sentences.join(' '), rule];
}

function* calibrationError({ predictions }: Evaluation, temperature: number): Generator<undefined, number> {
  const sure: Pick<Answer, 'label' | 'predicted' | 'probability'>[] = [];
  for (let start = 0; start < predictions.length; start += PART) {
    const answers = answersOf({ predictions: predictions.slice(start, start + PART) }, temperature);
    for (const { label, predicted, probability } of answers) sure.push({ label, predicted, probability });
    yield;
  }
  return expectedCalibrationError(reliabilityBins(sure, BINS));
}
