import { html } from './markup.ts';

/** The page's style: the program's own colours, light and dark; on paper always light, in A4. */
export const style = html`<style>
:root {
  color-scheme: light dark;
  --ground: #fbfcfd;
  --sunken: #f4f5f7;
  --line: #dfe1e5;
  --strong: #80838b;
  --soft: #5a5e66;
  --text: #15181f;
  --accent: #2154d8;
  --tint: #e6efff;
  --wrong: #c77c00;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #101215;
    --sunken: #191c21;
    --line: #2b2f36;
    --strong: #70747d;
    --soft: #979ba4;
    --text: #f0f2f4;
    --accent: #8ab0fe;
    --tint: #1c2a49;
    --wrong: #fea428;
  }
}
* { box-sizing: border-box; }
html { background: var(--ground); -webkit-text-size-adjust: 100%; }
body {
  max-width: 800px;
  margin: 0 auto;
  padding: 48px 32px 64px;
  font: 400 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  color: var(--text);
  overflow-wrap: anywhere;
}
h1, h2, h3, p, dl, dd, figure, ol, ul, blockquote { margin: 0; padding: 0; }
h1 { font-size: 36px; line-height: 1.15; font-weight: 650; letter-spacing: -0.02em; }
main > section > h2 { margin-bottom: 16px; padding-top: 20px; border-top: 1px solid var(--line); font-size: 22px; line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; }
h3 { margin: 24px 0 8px; font-size: 16px; font-weight: 650; }
main > section { margin-top: 44px; }
main > section > p { max-width: 68ch; margin-bottom: 12px; }
.eyebrow { margin-bottom: 8px; font-size: 13px; font-weight: 600; color: var(--accent); }
.lead, .soft { color: var(--soft); }
h1 + .lead { margin-top: 12px; }
.note { margin-top: 20px; padding: 12px 16px; background: var(--sunken); border-radius: 8px; white-space: pre-wrap; }
.scores { display: grid; grid-template-columns: repeat(auto-fit, minmax(210px, 1fr)); gap: 12px; margin-top: 28px; }
.score { padding: 16px 18px 18px; border: 1px solid var(--line); border-radius: 10px; font-size: 13.5px; line-height: 1.45; }
.score:first-child { background: var(--tint); border-color: transparent; }
.score:first-child .soft { color: var(--text); }
.score-split { font-size: 13px; font-weight: 600; }
.score-number { font-size: 40px; line-height: 1.2; font-weight: 650; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.score-bar { display: block; width: 100%; height: 8px; margin: 6px 0 12px; border-radius: 4px; }
.score p + .soft { margin-top: 6px; }
.bar-ground { fill: var(--line); }
.bar-range { fill: var(--accent); fill-opacity: 0.4; }
.bar-value, .bar-share { fill: var(--accent); }
.scroll { max-width: 100%; margin: 16px 0; overflow-x: auto; }
.scroll:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; font-size: 14px; line-height: 1.35; font-variant-numeric: tabular-nums; }
caption, figcaption { padding-bottom: 8px; text-align: start; font-size: 14px; font-weight: 600; }
th, td { padding: 5px 12px 5px 0; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line); font-weight: 400; min-width: 52px; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-size: 12.5px; color: var(--soft); vertical-align: bottom; border-bottom-color: var(--strong); overflow-wrap: normal; }
tbody th { max-width: 320px; min-width: 96px; }
.number { text-align: end; white-space: nowrap; }
thead .number { white-space: normal; }
.group th { padding-top: 18px; font-size: 12.5px; font-weight: 600; color: var(--soft); max-width: none; }
tr.total th, tr.total td { font-weight: 600; }
tr.changed { background: var(--tint); }
tr.changed th, tr.changed td:nth-child(2) { font-weight: 600; }
.tag { margin-inline-start: 6px; padding: 1px 7px; border-radius: 9px; background: var(--ground); font-size: 12px; font-weight: 600; white-space: nowrap; }
.share { display: inline-block; width: 64px; height: 6px; margin-inline-start: 10px; border-radius: 3px; }
details { margin: 8px 0 16px; }
summary { width: fit-content; cursor: pointer; font-size: 14px; color: var(--soft); }
.figure-curves { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; margin: 20px 0 12px; }
svg text { font-family: inherit; fill: var(--text); }
.curves { display: block; width: 100%; height: auto; }
.curves path { fill: none; }
.chart-title { font-size: 14px; font-weight: 600; }
svg .tick { font-size: 12px; fill: var(--soft); font-variant-numeric: tabular-nums; }
.halo { paint-order: stroke; stroke: var(--ground); stroke-width: 4px; stroke-linejoin: round; }
.grid { stroke: var(--line); }
.kept { stroke: var(--strong); stroke-dasharray: 2 3; }
.kept-ring { fill: var(--ground); stroke: var(--accent); stroke-width: 2; }
.stage { stroke: var(--strong); stroke-opacity: 0.5; }
.line-training { stroke: var(--soft); stroke-width: 1.25; stroke-linecap: round; stroke-linejoin: round; }
.line-validation { stroke: var(--accent); stroke-width: 3; stroke-linecap: round; stroke-linejoin: round; }
.end { font-size: 12px; }
.end-value { font-size: 14px; font-variant-numeric: tabular-nums; }
svg .end-validation { fill: var(--accent); font-weight: 600; }
svg .end-training { fill: var(--soft); }
.matrix { display: block; max-width: none; }
.matrix-ground { fill: var(--sunken); }
.matrix-lines { fill: none; stroke: var(--ground); stroke-width: 1; }
.cell-right { fill: var(--accent); }
.cell-wrong { fill: var(--wrong); }
.count { font-weight: 600; font-variant-numeric: tabular-nums; }
svg .axis { fill: var(--soft); }
.photos { display: grid; grid-template-columns: repeat(auto-fill, minmax(160px, 1fr)); gap: 24px 16px; margin-top: 16px; list-style: none; }
.photos img, .no-picture { display: block; width: 100%; height: auto; aspect-ratio: 1; object-fit: cover; border-radius: 6px; background: var(--sunken); }
.no-picture { display: grid; place-items: center; color: var(--soft); font-size: 13px; }
.photos dl { margin-top: 8px; font-size: 13px; line-height: 1.4; }
.photos dl div { display: flex; gap: 6px; }
.photos dt { flex: none; width: 64px; color: var(--soft); }
.photos dd { min-width: 0; }
main > section > dl > div { display: grid; grid-template-columns: minmax(120px, 13em) 1fr; gap: 4px 16px; padding: 7px 0; border-bottom: 1px solid var(--line); font-size: 14px; }
main > section > dl dt { color: var(--soft); }
ol { padding-left: 22px; }
ol li { margin-bottom: 6px; max-width: 66ch; }
.code { background: var(--sunken); border-radius: 8px; }
pre { margin: 0; padding: 14px 16px; font: 12.5px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; white-space: pre-wrap; columns: 2 270px; column-gap: 24px; }
footer { margin-top: 48px; padding-top: 16px; border-top: 1px solid var(--line); font-size: 13px; color: var(--soft); }
@media (max-width: 600px) {
  body { padding: 28px 16px 40px; }
  h1 { font-size: 28px; }
  .figure-curves { grid-template-columns: 1fr; }
  main > section > dl > div { grid-template-columns: 1fr; gap: 0; }
  .photos { grid-template-columns: repeat(auto-fill, minmax(140px, 1fr)); gap: 20px 12px; }
}
@page { size: A4; margin: 16mm 15mm; }
@media print {
  html { background: none; }
  body { max-width: none; padding: 0; font-size: 10.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details { display: none; }
  .scroll { overflow: visible; }
  .matrix { width: auto; max-width: 100%; height: auto; max-height: 105mm; }
  .matrix-large { max-height: none; }
  main > section { margin-top: 28px; }
  h1, h2, h3, caption, figcaption { break-after: avoid; }
  tr, .score, .photos li, figure, main > section > dl > div { break-inside: avoid; }
  .photos { grid-template-columns: repeat(4, 1fr); gap: 14px 12px; }
  .photos dl { font-size: 8.5pt; }
  table { font-size: 9.5pt; line-height: 1.25; }
  th, td { padding-block: 3px; }
  pre { font-size: 8.5pt; }
}
</style>`;
