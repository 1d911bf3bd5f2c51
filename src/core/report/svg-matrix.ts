import { photoWords } from '../count-words.ts';
import { filledCells } from '../evaluation/confusion.ts';
import { largest } from '../extremes.ts';
import { html, type Markup } from './markup.ts';
import type { Matrix } from './report.ts';
import { fitted, textWidth } from './text-width.ts';
import { splitWords } from './words.ts';

/** The drawing's width as far as it gives cells between the smallest and the largest side. */
const WIDTH = 720;
const SMALLEST = 11;
const LARGEST = 48;
/** Side from which on a cell has room for its number in a common size. */
const ROOMY = 22;
/** From so many classes on names stand upright over their columns. */
const UPRIGHT = 10;
const MOST_LABEL = 150;
/** Names of the axes. */
const TITLE = 22;

/** Sizes of a confusion matrix, in the drawing's units: CSS pixels where there is room for it. */
interface MatrixLayout {
  readonly cell: number;
  readonly left: number;
  readonly head: number;
  /** Of the names. */
  readonly font: number;
  /** Of the names over the columns, degrees. */
  readonly turn: number;
  readonly width: number;
  readonly height: number;
}

/** Room for names beside and above, and square cells in the rest; wider than the page where they would be too small. */
export function matrixLayout(names: readonly string[]): MatrixLayout {
  const count = Math.max(1, names.length);
  const longest = largest(names.map(textWidth), 1);
  const label = (font: number) => Math.min(MOST_LABEL, Math.ceil(longest * font) + 8);
  const cellOf = (left: number) =>
    Math.min(LARGEST, Math.max(SMALLEST, Math.floor((WIDTH - left - TITLE) / count)));
  const guess = cellOf(TITLE + label(13));
  const font = Math.min(13, guess - 2);
  const left = TITLE + label(font);
  const cell = cellOf(left);
  const slanted = count < UPRIGHT;
  const head = TITLE + Math.ceil(label(font) * (slanted ? 0.75 : 1)) + (slanted ? 8 : 0);
  // A slanted name of the last column reaches out to the right.
  const over = slanted ? Math.max(0, Math.ceil(label(font) * 0.75) - cell / 2) : 0;
  return {
    cell,
    left,
    head,
    font,
    turn: slanted ? -45 : -90,
    width: left + cell * count + over + 2,
    height: head + cell * count + 2,
  };
}

/**
 * A confusion matrix as SVG: rows are the photos' classes, columns what they were taken for. A cell is the stronger the
 * larger its share of the row; its count stands in it. Empty cells are left out.
 * @param id of the drawing's title, unique in the page
 */
export function svgMatrix({ split, names, matrix }: Matrix, id: string): Markup {
  const layout = matrixLayout(names);
  const { cell, left, head, width, height } = layout;
  const side = cell * names.length;
  const words = `Confusion matrix of the ${splitWords[split]} photos: ${matrix.correct} of ${matrix.total} on the diagonal, which is right.`;
  return html`<svg class="${cell < ROOMY ? 'matrix matrix-large' : 'matrix'}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}">
<title id="${id}">${words}</title>
<rect class="matrix-ground" x="${left}" y="${head}" width="${side}" height="${side}"/>
${filledCells(matrix).map(({ label, predicted, count }) => {
  const share = count / (matrix.labelled[label] ?? count);
  const right = label === predicted;
  const title = right
    ? `${photoWords(count)} recognised: ${names[label] ?? ''}`
    : `${photoWords(count)}: ${names[label] ?? ''}, taken for ${names[predicted] ?? ''}`;
  const x = left + predicted * cell;
  const y = head + label * cell;
  const size =
    cell >= ROOMY ? Math.min(14, cell * 0.45) : Math.min(cell * 0.62, (cell * 1.5) / String(count).length);
  return html`<g><title>${title}</title><rect class="${right ? 'cell-right' : 'cell-wrong'}" x="${x}" y="${y}" width="${cell}" height="${cell}" fill-opacity="${(0.12 + 0.5 * share).toFixed(2)}"/><text class="count" x="${x + cell / 2}" y="${(y + cell / 2 + size * 0.36).toFixed(1)}" font-size="${size.toFixed(1)}" text-anchor="middle">${count}</text></g>
`;
})}
<path class="matrix-lines" d="${linesOf(names.length, layout)}"/>
${names.map((name, i) => labels(name, i, layout))}
<text class="axis" x="${left}" y="13" font-size="12">Taken for</text>
<text class="axis" transform="translate(12 ${head + side}) rotate(-90)" font-size="12">Class of the photo</text>
</svg>`;
}

/** The lines between cells, as one path. */
function linesOf(count: number, { cell, left, head }: MatrixLayout): string {
  const side = cell * count;
  return Array.from(
    { length: count + 1 },
    (_, i) => `M${left} ${head + i * cell}h${side}M${left + i * cell} ${head}v${side}`,
  ).join('');
}

/** A class's name beside its row and above its column. */
function labels(name: string, index: number, { cell, left, head, font, turn }: MatrixLayout): Markup {
  const text = fitted(name, (left - TITLE - 8) / font);
  const middle = index * cell + cell / 2;
  return html`<text x="${left - 6}" y="${(head + middle + font * 0.36).toFixed(1)}" font-size="${font}" text-anchor="end">${text}</text><text transform="translate(${(left + middle + font * 0.36).toFixed(1)} ${head - 6}) rotate(${turn})" font-size="${font}">${text}</text>`;
}
