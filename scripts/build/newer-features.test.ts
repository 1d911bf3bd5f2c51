import { describe, expect, test } from 'vitest';
import { newerIn } from './newer-features.ts';

describe('what the oldest browsers lack is found', () => {
  // The first versions with each, by MDN: none of them Chrome 108, Firefox 114 and Safari 16.4 alike.
  test.each([
    ['list.toSorted()', ['.toSorted()']],
    ['list.with(0, 1)', ['.with()']],
    ['Array.fromAsync(list)', ['Array.fromAsync']],
    ['Promise.withResolvers()', ['Promise.withResolvers']],
    ['Object.groupBy(list, f)', ['Object.groupBy']],
    ['AbortSignal.any([])', ['AbortSignal.any']],
    ['one.isSubsetOf(other)', ['.isSubsetOf()']],
    ['new Float16Array(3)', ['Float16Array']],
    ['Iterator.from([])', ['Iterator.from']],
    ['self.Float16Array', ['Float16Array']],
    ['panel.showPopover()', ['.showPopover()']],
    ['/[a--b]/v.test(x)', ['RegExp flag v']],
    ['/(?i:a)b/.test(x)', ['RegExp modifiers']],
    ['import data from "./a.json" with { type: "json" };', ['import attributes']],
  ])('%s', (code, found) => {
    expect(newerIn(code)).toEqual(found);
  });
});

describe('what they have is let be', () => {
  test.each([
    'list.at(-1)',
    'list.findLast(f)',
    'Object.hasOwn(a, "b")',
    'structuredClone(a)',
    'class A { static { this.b = 1; } #c = 2 }',
    'await Promise.any([])',
    'dialog.showModal()',
    'class Float16Array {} new Float16Array()',
    'const data = new Set(); data.add(1); data.size',
  ])('%s', (code) => expect(newerIn(code)).toEqual([]));
});
