import { type Unseen, unseenTitle } from '../evaluation/words.ts';
import { largest } from '../extremes.ts';
import { epochTicks, ticksUpTo } from './axis.ts';
import { html, type Markup } from './markup.ts';
import type { CurvePoint, Curves } from './report.ts';

const WIDTH = 420;
const HEIGHT = 256;
/** Of the plot, in the drawing's units; to the right stand the values at the lines' ends. */
const LEFT = 44;
const RIGHT = WIDTH - 84;
const TOP = 36;
const BOTTOM = HEIGHT - 38;
/** What 'stage 1' takes. */
const ROOM = 48;
/** Least distance of two labels at the lines' ends. */
const LINE = 28;

type Place = readonly [x: number, y: number];

/**
 * One metric by epoch as SVG: train thin, validation bold and dashed apart by their labels, the kept epoch marked,
 * the stages of fine-tuning parted.
 * @param id of the drawing's title, unique in the page
 */
export function svgCurves(curves: Curves, id: string): Markup {
  const { title, unit, unseen, points, kept, digits } = curves;
  const values = points.flatMap(({ training, validation }) => [training ?? 0, validation ?? 0]);
  const ticks = ticksUpTo(curves.top ?? largest(values, 0));
  const top = ticks.at(-1) ?? 1;
  const last = Math.max(1, points.at(-1)?.epoch ?? 1);
  const x = (epoch: number) => LEFT + (epoch / last) * (RIGHT - LEFT);
  const y = (value: number) => BOTTOM - (value / top) * (BOTTOM - TOP);
  const line = (of: 'training' | 'validation'): readonly (readonly Place[])[] =>
    stretches(points, of).map((stretch) => stretch.map(([epoch, value]): Place => [x(epoch), y(value)]));
  const end = (of: 'training' | 'validation') => stretches(points, of).at(-1)?.at(-1)?.[1] ?? null;
  const ends = { training: end('training'), validation: end('validation') };
  const words = [
    `${title} by epoch, in ${unit}.`,
    ...(['training', 'validation'] as const).flatMap((name) => {
      const value = ends[name];
      const where = name === 'training' ? 'in training' : `on ${unseenTitle(unseen).toLowerCase()} photos`;
      return value === null ? [] : [`It ends at ${value.toFixed(digits)} ${where}.`];
    }),
    kept > 0 ? `Epoch ${kept} was kept.` : '',
  ];
  return html`<svg class="curves" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}">
<title id="${id}">${words.join(' ')}</title>
<text class="chart-title" x="0" y="14">${title}, ${unit}</text>
${ticks.map(
  (tick) =>
    html`<path class="grid" d="M${LEFT} ${y(tick).toFixed(1)}H${RIGHT}"/><text class="tick" x="${LEFT - 8}" y="${(y(tick) + 4).toFixed(1)}" text-anchor="end">${tick}</text>`,
)}
${epochTicks(last).map(
  (tick) =>
    html`<text class="tick" x="${x(tick).toFixed(1)}" y="${BOTTOM + 17}" text-anchor="middle">${tick}</text>`,
)}
<text class="tick" x="${((LEFT + RIGHT) / 2).toFixed(1)}" y="${HEIGHT - 4}" text-anchor="middle">Epoch</text>
${stageMarks(points, x)}
${keptMark(points, kept, x, y)}
<path class="line-training" d="${pathOf(line('training'))}"/>
<path class="line-validation" d="${pathOf(line('validation'))}"/>
${endLabels(ends, y, digits, unseen)}
</svg>`;
}

/** The runs of epochs that have a value: a line is not drawn across what is missing. */
function stretches(
  points: readonly CurvePoint[],
  of: 'training' | 'validation',
): readonly (readonly Place[])[] {
  const all: Place[][] = [];
  let open: Place[] | null = null;
  for (const point of points) {
    const value = point[of];
    if (value === null) open = null;
    else if (open) open.push([point.epoch, value]);
    else {
      open = [[point.epoch, value]];
      all.push(open);
    }
  }
  return all;
}

/** A stretch of one point is drawn as a dot: a round end of a line of no length. */
const pathOf = (lines: readonly (readonly Place[])[]): string =>
  lines
    .map((line) => {
      const places = line.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`);
      return `M${places[0]}L${(places.length > 1 ? places.slice(1) : places).join(' ')}`;
    })
    .join('');

function stageMarks(points: readonly CurvePoint[], x: (epoch: number) => number): readonly Markup[] {
  return points.flatMap(({ epoch, phase }, i) => {
    if (phase === 0 || points[i - 1]?.phase === phase) return [];
    const at = x(epoch - 1);
    const next = points.find((later) => later.epoch > epoch && later.phase > phase)?.epoch ?? null;
    const room = (next === null ? RIGHT : x(next - 1)) - at;
    return [
      html`<path class="stage" d="M${at.toFixed(1)} ${TOP}V${BOTTOM}"/><text class="tick" x="${(at + 4).toFixed(1)}" y="${TOP - 2}">${room > ROOM ? `stage ${phase}` : phase}</text>`,
    ];
  });
}

function keptMark(
  points: readonly CurvePoint[],
  kept: number,
  x: (epoch: number) => number,
  y: (value: number) => number,
): Markup | null {
  const point = points.find(({ epoch }) => epoch === kept);
  if (point === undefined) return null;
  const value = point.validation ?? point.training;
  const at = x(kept);
  const right = at > (LEFT + RIGHT) / 2;
  // Beside the mark, where the lines are not.
  const height = value !== null && y(value) > (TOP + BOTTOM) / 2 ? TOP + 12 : BOTTOM - 8;
  return html`<path class="kept" d="M${at.toFixed(1)} ${TOP}V${BOTTOM}"/>${
    value === null
      ? null
      : html`<circle class="kept-ring" cx="${at.toFixed(1)}" cy="${y(value).toFixed(1)}" r="5"/>`
  }<text class="tick halo" x="${(at + (right ? -6 : 6)).toFixed(1)}" y="${height}" text-anchor="${right ? 'end' : 'start'}">epoch ${kept} kept</text>`;
}

function endLabels(
  ends: { readonly training: number | null; readonly validation: number | null },
  y: (value: number) => number,
  digits: number,
  unseen: Unseen,
): readonly (Markup | null)[] {
  let training = y(ends.training ?? 0);
  let validation = y(ends.validation ?? 0);
  if (ends.training !== null && ends.validation !== null && Math.abs(training - validation) < LINE) {
    const middle = Math.min(BOTTOM - LINE / 2, Math.max(TOP + LINE / 2, (training + validation) / 2));
    const upper = validation <= training ? -1 : 1;
    validation = middle + (upper * LINE) / 2;
    training = middle - (upper * LINE) / 2;
  }
  const label = (name: string, value: number | null, at: number) =>
    value === null
      ? null
      : html`<text class="end end-${name}" x="${RIGHT + 8}" y="${at.toFixed(1)}"><tspan class="end-value">${value.toFixed(digits)}</tspan><tspan x="${RIGHT + 8}" dy="13">${name === 'training' ? name : unseen}</tspan></text>`;
  return [label('training', ends.training, training), label('validation', ends.validation, validation)];
}
