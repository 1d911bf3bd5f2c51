import { expect, test } from 'vitest';
import { decisionBegun } from './begun-decision.ts';

const depth = (name: string) => ({ name, source: '', layer: '', features: 4 });
const card = {
  name: 'Network',
  hash: 'new',
  depths: [depth('low'), depth('mid'), depth('top')],
  former: [{ hash: 'old', read: ['mid', 'top'] }],
};
const begun = { weights: 'new', inputSize: 64, read: ['low', 'top'], penalty: 0.01, choice: null };
const decision = { read: begun.read, penalty: 0.01, choice: null, judged: null };

test('a run that goes on reads what it read, of the network now or as it was', () => {
  expect(decisionBegun({ network: begun }, card)).toEqual(decision);
  expect(decisionBegun({ network: { ...begun, weights: 'old' } }, card)).toEqual(decision);
});

test('a run whose version did not keep it finds it out anew', () => {
  expect(decisionBegun({}, card)).toBeNull();
});

test.each([
  ['other weights', { ...begun, weights: 'another' }],
  ['a depth that is gone', { ...begun, read: ['gone'] }],
])('a run begun with %s can not go on, and says so', (_, network) => {
  expect(() => decisionBegun({ network }, card)).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code: 'model-unavailable' }) }),
  );
});
