import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyOf, copying, uuid } from './fill-in.ts';

/** A list, and a copy that is changed by what is tested if that changes what it is given. */
const lists = fc.array(fc.oneof(fc.integer(), fc.string(), fc.constant(undefined)));

describe('arrays are copied as this machine’s own methods do it', () => {
  test('toReversed and toSorted', () => {
    fc.assert(
      fc.property(lists, fc.array(fc.integer()), (list, numbers) => {
        const before = [...list];
        expect(copying.toReversed.call(list)).toEqual(list.toReversed());
        expect(copying.toSorted.call(list)).toEqual(list.toSorted());
        expect(copying.toSorted.call(numbers, (a, b) => Number(b) - Number(a))).toEqual(
          numbers.toSorted((a, b) => b - a),
        );
        expect(list).toEqual(before);
      }),
    );
  });

  test('toSpliced and with', () => {
    fc.assert(
      fc.property(lists, fc.integer(), fc.integer(), lists, (list, at, deleted, items) => {
        const before = [...list];
        expect(copying.toSpliced.call(list, at, deleted, ...items)).toEqual(
          list.toSpliced(at, deleted, ...items),
        );
        const outcome = (change: () => unknown) => {
          try {
            return change();
          } catch (error) {
            return (error as Error).name;
          }
        };
        const index = at % 10;
        expect(outcome(() => copying.with.call(list, index, 'new'))).toEqual(
          outcome(() => list.with(index, 'new')),
        );
        expect(list).toEqual(before);
      }),
    );
  });
});

test('a UUID is version 4, and all other bits are the given ones', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const id = uuid(bytes);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      const back = Uint8Array.from(id.replaceAll('-', '').match(/../g) ?? [], (pair) =>
        Number.parseInt(pair, 16),
      );
      back.forEach((byte, i) => {
        const mask = i === 6 ? 0x0f : i === 8 ? 0x3f : 0xff;
        expect(byte & mask).toBe((bytes[i] ?? 0) & mask);
      });
    }),
  );
});

test('a signal of several aborts with the first, also where that is over already', () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const any = anyOf([one.signal, other.signal]);
  expect(any.aborted).toBe(false);
  other.abort('second');
  one.abort('first');
  expect([any.aborted, any.reason]).toEqual([true, 'second']);
  expect(anyOf([one.signal]).reason).toBe('first');
});
