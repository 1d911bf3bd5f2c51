import { countWords } from '../count-words.ts';
import { sampleById } from '../dataset/selectors.ts';
import { type ConfusionMatrix, confusionMatrix, confusions, partOf } from '../evaluation/confusion.ts';
import { classOrder } from '../evaluation/confusion-order.ts';
import type { ReportInput } from './input.ts';
import { heldOut, worstMistakes } from './mistakes.ts';
import type { Block, Photo, Section, Table } from './report.ts';
import { judgedSplit, nameWords, shareWords, splitWords } from './words.ts';

/** Mix-ups that a report lists for a split. */
const MOST_CONFUSIONS = 15;

/** Classes up to which the matrix is drawn whole, and of more of them those that are drawn. */
const MOST_DRAWN = 100;
const FEWER_DRAWN = 50;

/** Where it is wrong: the confusion matrix, what is mixed up most, and the surest mistakes as pictures. */
export function errorsSection(input: Pick<ReportInput, 'run' | 'dataset' | 'pictures'>): Section {
  const { run } = input;
  const names = run.classes.map(({ name }) => nameWords(name));
  const judged = heldOut(run);
  if (judged.length === 0)
    return {
      title: 'Where it is wrong',
      blocks: [{ kind: 'text', text: 'There are no validation or test photos to tell it by.' }],
    };
  const matrices = judged.flatMap(({ predictions, ...evaluation }): readonly Block[] => {
    const split = judgedSplit(evaluation.split, run);
    const matrix = confusionMatrix(predictions, names.length);
    const wrong = matrix.total - matrix.correct;
    return [
      ...matrixBlocks(split, names, matrix),
      ...(wrong > 0 ? [{ kind: 'table', ...confusionTable(split, names, matrix) } as const] : []),
    ];
  });
  return { title: 'Where it is wrong', blocks: [...matrices, ...worstBlocks(input, names)] };
}

/** A drawing of thousands of rows can't be read: of so many classes those that are mixed up most are drawn. */
function matrixBlocks(
  split: Photo['split'],
  names: readonly string[],
  matrix: ConfusionMatrix,
): readonly Block[] {
  if (names.length <= MOST_DRAWN) return [{ kind: 'matrix', split, names, matrix }];
  const classes = classOrder(matrix, names, 'mistakes').slice(0, FEWER_DRAWN);
  return [
    {
      kind: 'text',
      text: `Of its ${countWords(names.length)} classes the confusion matrix shows the ${FEWER_DRAWN} of which most photos were taken for others. Answers of other classes are not in it.`,
    },
    {
      kind: 'matrix',
      split,
      names: classes.map((label) => names[label] ?? ''),
      matrix: partOf(matrix, classes),
    },
  ];
}

function confusionTable(split: Photo['split'], names: readonly string[], matrix: ConfusionMatrix): Table {
  const all = confusions(matrix);
  const shown = all.slice(0, MOST_CONFUSIONS);
  const more = all.length > shown.length ? `, the ${shown.length} most frequent of ${all.length}` : '';
  return {
    caption: `What was mixed up on the ${splitWords[split]} photos${more}`,
    columns: [
      { title: 'Class', numeric: false },
      { title: 'Taken for', numeric: false },
      { title: 'Photos', numeric: true },
      { title: 'Share of the class', numeric: true },
    ],
    rows: shown.map(({ label, predicted, count }) => {
      const share = count / (matrix.labelled[label] ?? count);
      return {
        mark: null,
        cells: [
          names[label] ?? '',
          names[predicted] ?? '',
          countWords(count),
          { text: shareWords(share), share },
        ],
      };
    }),
    folded: false,
  };
}

function worstBlocks(
  { run, dataset, pictures }: Pick<ReportInput, 'run' | 'dataset' | 'pictures'>,
  names: readonly string[],
): readonly Block[] {
  const worst = worstMistakes(run);
  if (worst.length === 0)
    return [{ kind: 'text', text: 'None of these photos was taken for another class.' }];
  const photos = worst.map(({ sampleId, split, label, predicted, probability }): Photo => {
    const sample = sampleById(dataset, sampleId);
    return {
      sampleId,
      split: judgedSplit(split, run),
      file: sample?.name ?? '',
      folder: sample?.folder ?? '',
      label: names[label] ?? '',
      predicted: names[predicted] ?? '',
      probability,
      picture: pictures.get(sampleId) ?? null,
    };
  });
  return [
    { kind: 'heading', text: 'The surest mistakes' },
    {
      kind: 'text',
      text: 'Wrong answers, the ones that the model was surest of first. Look at each: is the photo hard, is its label wrong, or has the model learned something else than it should?',
    },
    { kind: 'photos', photos },
  ];
}
