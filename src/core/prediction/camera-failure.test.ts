import { expect, test } from 'vitest';
import { cameraFailure, isMirrored } from './camera-failure.ts';

const allowed = { message: '', secure: true, permitted: true };
const reasons = [
  { ...allowed, name: 'NotAllowedError' },
  { ...allowed, name: 'NotAllowedError', message: 'Permission denied by system' },
  { ...allowed, name: 'NotFoundError' },
  { ...allowed, name: 'NotReadableError' },
  { ...allowed, name: '' },
  { ...allowed, name: 'NotAllowedError', permitted: false },
  { ...allowed, name: '', secure: false },
];

test('each reason has words of its own, with something to do', () => {
  const told = reasons.map(cameraFailure);
  expect(new Set(told.map(({ what }) => what)).size).toBe(reasons.length);
  for (const { todo } of told) expect(todo).toMatch(/\.$/);
});

// The names are those of the specification, https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia.
test.each([
  ['NotAllowedError', {}, 'The browser did not allow the camera.'],
  ['SecurityError', {}, 'The browser did not allow the camera.'],
  ['NotAllowedError', { message: 'Permission denied by system' }, 'The system does not let'],
  ['NotReadableError', {}, 'in use by another program'],
  ['AbortError', {}, 'in use by another program'],
  ['NotFoundError', {}, 'No camera was found.'],
  ['OverconstrainedError', {}, 'No camera was found.'],
  ['NotAllowedError', { permitted: false }, 'The page that shows this one in a frame'],
  ['NotFoundError', { secure: false }, 'without https'],
  ['TypeError', {}, 'could not be started'],
] as const)('%s, %o: %s', (name, change, words) => {
  expect(cameraFailure({ ...allowed, name, ...change }).what).toContain(words);
});

test.each([
  ['user', '', true],
  ['environment', '', false],
  ['left', '', false],
  [undefined, 'Integrated Camera (04f2:b6d9)', true],
  [undefined, 'Facing back:0', false],
  [undefined, 'camera2 0, facing back', false],
  [undefined, 'Back Dual Wide Camera', false],
  [undefined, 'Front Camera', true],
  [undefined, 'Feedback 2000', true],
] as const)('facing %s, called “%s”: mirrored is %s', (facingMode, label, mirrored) => {
  expect(isMirrored(facingMode, label)).toBe(mirrored);
});
