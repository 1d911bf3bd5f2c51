import { photoWords } from '../count-words.ts';
import { cellCount } from '../evaluation/confusion.ts';
import { largest } from '../extremes.ts';
import type { Block, Matrix, Photo, Report, Row, Table } from './report.ts';
import { percentOf, splitTitle } from './words.ts';

/** Classes up to which the confusion matrix is a table. */
const MOST_COLUMNS = 15;

/** A report as Markdown with tables (GitHub Flavored Markdown). */
export function markdown(report: Report): string {
  const { title, lead, note, scores, sections } = report;
  const parts = [
    `# ${markdownText(title)}`,
    lead.map(markdownText).join('  \n'),
    ...(note === ''
      ? []
      : [
          note
            .split(/\r\n|[\r\n]/)
            .map((line) => `> ${markdownText(line)}`.trimEnd())
            .join('\n'),
        ]),
    ...scores.map(
      ({ split, accuracy, words, about }) =>
        `**${splitTitle(split)}: ${markdownText(percentOf(accuracy))}.** ${markdownText(words)} ${markdownText(about)}`,
    ),
    ...sections.flatMap((section) => [`## ${markdownText(section.title)}`, ...section.blocks.map(block)]),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/**
 * Text that Markdown shows as it is: nothing in it is markup, a link or HTML. Line ends become spaces. An at sign stands in
 * a code span, since GitHub makes links of addresses and of people's names even where each sign is escaped.
 */
export function markdownText(text: string): string {
  return text
    .replace(/[^\S\u00a0]+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>#~|$&]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/www\./gi, (address) => `${address.slice(0, 3)}\\.`)
    .replace(/^(?=[-+=])/, '\\')
    .replace(/^\d+(?=[.)])/, '$&\\')
    .replace(/@+/g, (signs) => `\`${signs}\``);
}

function block(content: Block): string {
  switch (content.kind) {
    case 'heading':
      return `### ${markdownText(content.text)}`;
    case 'text':
      return markdownText(content.text);
    case 'steps':
      return content.steps.map((step, i) => `${i + 1}. ${markdownText(step)}`).join('\n');
    case 'facts':
      return content.facts
        .map(([name, value]) => `- ${markdownText(name)}: ${markdownText(value)}`)
        .join('\n');
    case 'table':
      return table(content);
    case 'curves':
      // The table of epochs says the same.
      return '';
    case 'matrix':
      return matrixTable(content);
    case 'photos':
      return photoTable(content.photos);
    case 'code':
      return fenced(content.text);
  }
}

/** Fenced with more backticks than the text has in a row. */
function fenced(text: string): string {
  const longest = largest(
    (text.match(/`+/g) ?? []).map((run) => run.length),
    2,
  );
  const fence = '`'.repeat(longest + 1);
  return `${fence}json\n${text}\n${fence}`;
}

function table({ caption, columns, rows }: Table): string {
  return written(
    caption,
    columns,
    rows.map((row) => cellsOf(row, columns.length)),
  );
}

function written(caption: string, columns: Table['columns'], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `${markdownText(caption)}:`,
    '',
    line(columns.map(({ title }) => markdownText(title))),
    line(columns.map(({ numeric }) => (numeric ? '---:' : ':---'))),
    ...rows.map(line),
  ].join('\n');
}

function cellsOf({ cells, mark }: Row, width: number): readonly string[] {
  const texts = cells.map((cell) => markdownText(typeof cell === 'string' ? cell : cell.text));
  const padded = Array.from({ length: width }, (_, i) => texts[i] ?? '');
  if (mark === null) return padded;
  const [first = '', second = '', ...rest] = padded;
  // Asterisks around nothing would be shown.
  if (mark === 'changed') return [first, `**${second}** (changed)`, ...rest];
  return [`**${first}**`, second, ...rest];
}

function matrixTable({ split, names, matrix }: Matrix): string {
  const title = `Confusion matrix of the ${splitTitle(split).toLowerCase()} photos`;
  if (names.length > MOST_COLUMNS)
    return `${title}: ${matrix.correct} of ${photoWords(matrix.total)} right. With ${names.length} classes it has no room here; the page that was saved with it shows it.`;
  return written(
    `${title}, rows are the classes, columns what they were taken for`,
    [{ title: 'Class', numeric: false }, ...names.map((name) => ({ title: name, numeric: true }))],
    names.map((name, label) => [
      markdownText(name),
      ...names.map((_, predicted) => String(cellCount(matrix, label, predicted))),
    ]),
  );
}

function photoTable(photos: readonly Photo[]): string {
  const columns = ['File', 'Folder', 'Split', 'Class', 'Taken for'];
  return written(
    'Photo by photo',
    [...columns.map((title) => ({ title, numeric: false })), { title: 'Confidence', numeric: true }],
    photos.map(({ file, folder, split, label, predicted, probability }) =>
      [
        file || 'deleted since',
        folder,
        splitTitle(split).toLowerCase(),
        label,
        predicted,
        percentOf(probability),
      ].map(markdownText),
    ),
  );
}
