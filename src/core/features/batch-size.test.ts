import { expect, it } from 'vitest';
import { batchSize } from './batch-size.ts';

it.each([
  ['wasm', true, 125e6, 4],
  ['wasm', true, 3.8e9, 1],
  ['webgpu', false, 125e6, 4],
  ['webgpu', true, 125e6, 32],
  ['webgl', true, 3.8e9, 4],
] as const)('%s, hardware %s, %d multiply-adds: %d pictures', (name, hardware, multiplyAdds, expected) => {
  expect(batchSize({ name, hardware }, multiplyAdds)).toBe(expected);
});
