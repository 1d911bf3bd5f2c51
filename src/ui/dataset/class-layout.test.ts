import { expect, test } from 'vitest';
import { headHeight, layoutClasses, rowsInView } from './class-layout.ts';

const classes = ['a', 'b', 'c', 'd', 'e'].map((id, colour) => ({ id, name: id, colour }));
const none = new Set<string>();

test('tiles fill the width exactly, and are never wider than a 2× screen shows crisply', () => {
  for (let width = 300; width < 1200; width += 7) {
    const { columns, tile } = layoutClasses(classes, () => 1, none, width);
    expect(columns * tile + columns - 1).toBeCloseTo(width);
    expect(tile).toBeLessThan(100.5);
  }
});

test('classes lie below one another without overlap, to the list’s end', () => {
  const { places, height } = layoutClasses(classes, (id) => id.charCodeAt(0) * 3, new Set(['b']), 400);
  let end = 0;
  for (const place of places) {
    expect(place.top).toBe(end);
    end += place.height;
  }
  expect(height).toBe(end);
});

test('a folded class shows whole rows, one place of which tells the rest', () => {
  const { columns, places } = layoutClasses(classes, () => 1000, new Set(['b']), 400);
  expect(places[0]).toMatchObject({ folded: true, rows: 1, shown: columns - 1 });
  expect(places[1]).toMatchObject({ folded: false, shown: 1000, rows: Math.ceil(1000 / columns) });
});

test('a class whose photos fit is not folded', () => {
  const { columns } = layoutClasses(classes, () => 1, none, 400);
  expect(layoutClasses(classes, () => columns, none, 400).places[0]).toMatchObject({
    folded: false,
    shown: columns,
  });
});

test('of 10,000 photos only those near the view are asked for, and all that are in it', () => {
  const { places, tile, columns } = layoutClasses(classes.slice(0, 1), () => 10_000, new Set(['a']), 400);
  const [place] = places;
  if (!place) throw new Error('no place');
  for (const scrollTop of [0, 5_000, place.height - 800]) {
    const rows = rowsInView(place, tile, scrollTop, 800);
    if (!rows) throw new Error('out of view');
    const firstVisible = Math.max(0, Math.floor((scrollTop - headHeight) / (tile + 1)));
    const lastVisible = Math.min(place.rows, Math.ceil((scrollTop + 800 - headHeight) / (tile + 1)));
    expect(rows.first).toBeLessThanOrEqual(firstVisible);
    expect(rows.last).toBeGreaterThanOrEqual(lastVisible);
    expect((rows.last - rows.first) * columns).toBeLessThan(120);
  }
});

test('a class far from the view has no rows', () => {
  const { places, tile } = layoutClasses(classes, () => 1000, new Set(['a']), 400);
  const last = places.at(-1);
  if (!last) throw new Error('no place');
  expect(rowsInView(last, tile, 0, 800)).toBeNull();
});
