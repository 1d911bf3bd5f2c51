import { expect, it } from 'vitest';
import { compareNames } from './compare-names.ts';

it('orders numbers in names by their value, and letters as people do', () => {
  expect(['rose10', 'rose9', 'Äpfel', 'apple', 'Zebra'].sort(compareNames)).toEqual(
    ['Äpfel', 'apple', 'rose9', 'rose10', 'Zebra'].sort((a, b) =>
      a.localeCompare(b, 'en', { numeric: true }),
    ),
  );
});
