import fc from 'fast-check';
import { expect, test } from 'vitest';
import { panned, showing, toMap, toScreen, type View, wholeMap, zoomed } from './viewport.ts';

const size = { width: 640, height: 400 };
const place = fc.double({ min: -1, max: 1, noNaN: true });
const view: fc.Arbitrary<View> = fc.record({
  x: fc.double({ min: -0.4, max: 0.4, noNaN: true }),
  y: fc.double({ min: -0.4, max: 0.4, noNaN: true }),
  zoom: fc.double({ min: 1.5, max: 10, noNaN: true }),
});

test('the whole map lies inside the frame, its middle in the middle', () => {
  expect(toScreen(wholeMap, size, 0, 0)).toEqual([320, 200]);
  for (const corner of [-1, 1])
    for (const pixels of toScreen(wholeMap, size, corner, corner)) {
      expect(pixels).toBeGreaterThanOrEqual(12);
      expect(pixels).toBeLessThanOrEqual(640 - 12);
    }
});

test('from the map to the screen and back', () => {
  fc.assert(
    fc.property(view, place, place, (seen, x, y) => {
      const [left, top] = toScreen(seen, size, x, y);
      expect(toMap(seen, size, left, top)).toEqual([expect.closeTo(x, 9), expect.closeTo(y, 9)]);
    }),
  );
});

test('what is under the pointer stays there while zooming', () => {
  const pixel = fc.integer({ min: 150, max: 250 });
  fc.assert(
    fc.property(
      view,
      pixel,
      pixel,
      fc.double({ min: 0.8, max: 3, noNaN: true }),
      (seen, left, top, factor) => {
        const before = toMap(seen, size, left, top);
        const after = zoomed(seen, size, factor, left, top);
        // At the map's edge the view gives way instead.
        fc.pre(Math.max(Math.abs(after.x), Math.abs(after.y)) < 1);
        expect(toMap(after, size, left, top)).toEqual(before.map((value) => expect.closeTo(value, 9)));
      },
    ),
  );
});

test('zooming ends at the whole map', () => {
  expect(zoomed({ x: 0.3, y: 0.2, zoom: 1.2 }, size, 0.5, 10, 10)).toEqual(wholeMap);
});

test('what is dragged follows the pointer', () => {
  const seen = { x: 0.1, y: 0, zoom: 4 };
  const [left, top] = toScreen(seen, size, 0.2, 0.1);
  expect(toScreen(panned(seen, size, 30, -20), size, 0.2, 0.1)).toEqual([
    expect.closeTo(left + 30, 9),
    expect.closeTo(top - 20, 9),
  ]);
});

test('a place that is shown is in the frame, and the view stays where it was in it already', () => {
  fc.assert(
    fc.property(view, place, place, (seen, x, y) => {
      const after = showing(seen, size, x, y);
      const [left, top] = toScreen(after, size, x, y);
      expect(Math.abs(left - size.width / 2)).toBeLessThanOrEqual(size.width / 2);
      expect(Math.abs(top - size.height / 2)).toBeLessThanOrEqual(size.height / 2);
      expect(showing(after, size, x, y)).toEqual({
        x: expect.closeTo(after.x, 9),
        y: expect.closeTo(after.y, 9),
        zoom: after.zoom,
      });
    }),
  );
});
