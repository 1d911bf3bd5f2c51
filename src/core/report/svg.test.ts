import { describe, expect, it } from 'vitest';
import { confusionMatrix } from '../evaluation/confusion.ts';
import { epochTicks, ticksUpTo } from './axis.ts';
import { svgCurves } from './svg-curves.ts';
import { matrixLayout, svgMatrix } from './svg-matrix.ts';
import { fitted, textWidth } from './text-width.ts';

describe('axes', () => {
  it.each([
    [100, [0, 20, 40, 60, 80, 100]],
    [2.15, [0, 0.5, 1, 1.5, 2, 2.5]],
    [0.07, [0, 0.02, 0.04, 0.06, 0.08]],
    [0, [0, 1]],
    [Number.NaN, [0, 1]],
  ])('up to %d', (highest, ticks) => {
    expect(ticksUpTo(highest)).toEqual(ticks);
  });

  it.each([1, 2, 3, 7, 20, 23, 57, 499, 500, 1200])('of %i epochs are whole, few, and end there', (last) => {
    const ticks = epochTicks(last);
    expect(ticks[0]).toBe(0);
    expect(ticks.at(-1)).toBe(last);
    expect(ticks.length).toBeLessThanOrEqual(7);
    expect(ticks.every(Number.isInteger)).toBe(true);
  });
});

describe('curves', () => {
  const point = (epoch: number, training: number | null, validation: number | null) => ({
    epoch,
    phase: epoch > 2 ? 1 : 0,
    training,
    validation,
  });
  const curves = {
    title: 'Accuracy',
    unit: '%',
    unseen: 'validation' as const,
    points: [point(1, 0, null), point(2, 50, 25), point(3, 100, null), point(4, 100, 75)],
    kept: 4,
    top: 100,
    digits: 1,
  };
  const { source } = svgCurves(curves, 'id');
  const path = (name: string) => new RegExp(`class="${name}" d="([^"]*)"`).exec(source)?.[1] ?? '';

  it('go through the values, evenly by epoch', () => {
    const places = [...path('line-training').matchAll(/([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    const [[x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = [], [x3 = 0, y3 = 0] = []] = places;
    expect(x3 - x2).toBeCloseTo(x2 - x1, 0);
    expect(y2 - y3).toBeCloseTo(y1 - y2, 0);
    expect(y1).toBeGreaterThan(y3);
  });

  it('break where there is no value', () => {
    expect(path('line-validation').match(/M/g)).toHaveLength(2);
  });

  it('are told in words, with the kept epoch and the stage', () => {
    expect(source).toContain('It ends at 75.0 on validation photos. Epoch 4 was kept.');
    expect(source).toContain('epoch 4 kept');
    expect(source).toContain('class="stage"');
  });

  it('say of photos that were left out in turn that they were', () => {
    const folded = svgCurves({ ...curves, unseen: 'left out' }, 'id').source;
    expect(folded).toContain('It ends at 75.0 on left-out photos.');
    expect(folded).toContain('>left out</tspan>');
    expect(folded).not.toContain('>validation<');
  });

  it('can be of no epochs at all', () => {
    expect(svgCurves({ ...curves, points: [], kept: 0 }, 'id').source).not.toContain('NaN');
  });
});

describe('the matrix', () => {
  const names = Array.from({ length: 100 }, (_, i) => `species number ${i}`);

  it('stays legible with 100 classes: names and numbers of 9 px and more', () => {
    const { cell, font } = matrixLayout(names);
    expect(cell).toBeGreaterThanOrEqual(11);
    expect(font).toBeGreaterThanOrEqual(9);
  });

  it.each([2, 6, 12, 13, 30])('of %i classes is as wide as the page at most', (count) => {
    expect(matrixLayout(names.slice(0, count)).width).toBeLessThanOrEqual(740);
  });

  it('draws each cell that has photos, and says in words what is in it', () => {
    const predictions = [
      [0, 0],
      [0, 1],
      [0, 1],
      [1, 1],
    ].map(([label = 0, predicted = 0], i) => ({
      sampleId: String(i),
      label,
      predicted,
      logits: new Float32Array(2),
    }));
    const matrix = confusionMatrix(predictions, 2);
    const { source } = svgMatrix({ split: 'test', names: ['<a>', 'b'], matrix }, 'id');
    expect(source.match(/class="cell-right"/g)).toHaveLength(2);
    expect(source.match(/class="cell-wrong"/g)).toHaveLength(1);
    expect(source).toContain('<title>2 photos: &lt;a&gt;, taken for b</title>');
    expect(source).toContain('2 of 4 on the diagonal');
  });
});

it('cuts a text where it would not fit', () => {
  expect(fitted('short', 10)).toBe('short');
  const cut = fitted('a very long name', 6);
  expect(cut.endsWith('…')).toBe(true);
  expect(textWidth(cut)).toBeLessThanOrEqual(6);
  expect(fitted('😀😀😀😀', 3)).toBe('😀😀…');
});
