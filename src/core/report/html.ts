import { style } from './html-style.ts';
import { tableMarkup } from './html-table.ts';
import { html, type Markup } from './markup.ts';
import type { Block, Photo, Report, Score, Section } from './report.ts';
import { svgCurves } from './svg-curves.ts';
import { svgMatrix } from './svg-matrix.ts';
import { percentOf, splitTitle, splitWords } from './words.ts';

/** Nothing is fetched and nothing runs: pictures are data, styles are in the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * A report as one HTML page that needs nothing else: escaped text, drawings as SVG, no script. In parts, so that the page
 * that saves it can do something else in between.
 */
export function* htmlParts(report: Report): Generator<string> {
  const { title, lead, note, scores, sections } = report;
  yield html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Headstart">
<title>${title}: training report</title>
${style}
</head>
<body>
<header>
<p class="eyebrow">Training report</p>
<h1><bdi>${title}</bdi></h1>
${lead.map((line) => html`<p class="lead">${line}</p>`)}
${note === '' ? null : html`<blockquote class="note" aria-label="Note">${note}</blockquote>`}
</header>
<main>
<div class="scores">${scores.map(scoreCard)}</div>
`.source;
  for (const [index, section] of sections.entries()) yield* sectionParts(section, index);
  yield html`</main>
<footer><p>Made by Headstart, which trains image classifiers in the browser. This page is complete: it loads nothing and sends nothing.</p></footer>
</body>
</html>
`.source;
}

/** One split's result as a card: the number, its interval as a bar, and the words. */
function scoreCard({ split, accuracy, interval, words, about }: Score): Markup {
  const x = (share: number) => (share * 100).toFixed(2);
  const range = (interval.high - interval.low) * 100;
  return html`<section class="score" aria-label="Result on ${splitWords[split]} photos">
<h2 class="score-split">${splitTitle(split)}</h2>
<p class="score-number">${percentOf(accuracy)}</p>
<svg class="score-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="bar-ground" width="100" height="6"/><rect class="bar-range" x="${x(interval.low)}" width="${Math.max(0.8, range).toFixed(2)}" height="6"/><rect class="bar-value" x="${Math.max(0, accuracy * 100 - 0.4).toFixed(2)}" width="0.8" height="6"/></svg>
<p>${words}</p>
<p class="soft">${about}</p>
</section>
`;
}

function* sectionParts({ title, blocks }: Section, index: number): Generator<string> {
  const id = `part-${index + 1}`;
  yield html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
`.source;
  for (const [at, content] of blocks.entries()) yield block(content, `${id}-${at + 1}`, title).source;
  yield html`</section>
`.source;
}

function block(content: Block, id: string, section: string): Markup {
  switch (content.kind) {
    case 'heading':
      return html`<h3>${content.text}</h3>
`;
    case 'text':
      return html`<p>${content.text}</p>
`;
    case 'steps':
      return html`<ol>${content.steps.map((step) => html`<li>${step}</li>`)}</ol>
`;
    case 'facts':
      return html`<dl>${content.facts.map(
        ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>
`,
      )}</dl>
`;
    case 'table':
      return tableMarkup(content, id);
    case 'curves':
      return html`<figure class="figure-curves">${content.charts.map((chart, i) => svgCurves(chart, `${id}-${i + 1}`))}</figure>
`;
    case 'matrix':
      return html`<figure><figcaption>Confusion matrix of the ${splitWords[content.split]} photos</figcaption>
<div class="scroll" role="region" aria-label="Confusion matrix of the ${splitWords[content.split]} photos" tabindex="0">${svgMatrix(content, id)}</div></figure>
`;
    case 'photos':
      return html`<ul class="photos">${content.photos.map(photoCard)}</ul>
`;
    case 'code':
      return html`<div class="scroll code" role="region" aria-label="${content.title}, ${section}" tabindex="0"><pre>${content.text}</pre></div>
`;
  }
}

function photoCard({ file, folder, split, label, predicted, probability, picture }: Photo): Markup {
  const name = file === '' ? 'deleted since' : file;
  return html`<li>
${
  picture === null
    ? html`<div class="no-picture">no picture</div>`
    : html`<img src="${picture}" alt="${name}" width="192" height="192">`
}
<dl>
<div><dt>Class</dt><dd><bdi>${label}</bdi></dd></div>
<div><dt>Taken for</dt><dd><bdi>${predicted}</bdi></dd></div>
<div><dt>Sure</dt><dd>${percentOf(probability)}</dd></div>
<div><dt>File</dt><dd><bdi>${folder === '' ? name : `${folder}/${name}`}</bdi></dd></div>
<div><dt>Split</dt><dd>${splitWords[split]}</dd></div>
</dl>
</li>
`;
}
