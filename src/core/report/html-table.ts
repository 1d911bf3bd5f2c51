import { html, type Markup } from './markup.ts';
import type { Cell, Row, Table } from './report.ts';

/** A table that scrolls by itself where the page is too narrow for it; folded, it is opened by a click. */
export function tableMarkup({ caption, columns, rows, folded }: Table, id: string): Markup {
  const table = html`<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0"><table>
<caption id="${id}">${caption}</caption>
<thead><tr>${columns.map(
    ({ title, numeric }) =>
      html`<th scope="col"${numeric ? html` class="number"` : null}><bdi>${title}</bdi></th>`,
  )}</tr></thead>
<tbody>
${rows.map((row) => rowMarkup(row, columns))}</tbody>
</table></div>
`;
  return folded
    ? html`<details><summary>${caption}</summary>${table}</details>
`
    : table;
}

function rowMarkup({ mark, cells }: Row, columns: Table['columns']): Markup {
  if (mark === 'group')
    return html`<tr class="group"><th scope="rowgroup" colspan="${columns.length}">${textOf(cells[0])}</th></tr>
`;
  const [first, ...rest] = cells;
  const changed = mark === 'changed' ? html` <span class="tag">changed</span>` : null;
  const cell = (content: Cell, index: number) => {
    const numeric = columns[index + 1]?.numeric === true;
    return html`<td${numeric ? html` class="number"` : null}><bdi>${textOf(content)}</bdi>${index === 0 ? changed : null}${bar(content)}</td>`;
  };
  return html`<tr${mark === null ? null : html` class="${mark}"`}><th scope="row"><bdi>${textOf(first)}</bdi></th>${rest.map(cell)}</tr>
`;
}

const textOf = (cell: Cell | undefined): string =>
  cell === undefined ? '' : typeof cell === 'string' ? cell : cell.text;

/** A share as a thin bar under its number. */
function bar(cell: Cell): Markup | null {
  if (typeof cell === 'string') return null;
  return html`<svg class="share" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true"><rect class="bar-ground" width="100" height="3"/><rect class="bar-share" width="${(cell.share * 100).toFixed(1)}" height="3"/></svg>`;
}
