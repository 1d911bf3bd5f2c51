import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { bundledPackages, collectLicences } from './collect.ts';

test('leaves out what is for development, what leaves no code, and the project itself', () => {
  const packages = {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0', license: 'MIT' },
    'node_modules/a/node_modules/@b/c': { version: '2.0.0', license: 'ISC' },
    'node_modules/@types/a': { version: '1.0.0', license: 'MIT' },
    'node_modules/a/node_modules/@webgpu/types': { version: '1.0.0', license: 'BSD-3-Clause' },
    'node_modules/d': { version: '1.0.0', license: 'MIT', dev: true },
  };
  expect(bundledPackages(packages)).toEqual(['node_modules/a', 'node_modules/a/node_modules/@b/c']);
});

test('names packages, weights and pictures, each with its licence', async () => {
  const entries = await collectLicences(resolve(import.meta.dirname, '../..'));
  const licenceOf = (name: string) => entries.find((entry) => entry.name === name)?.licence;
  expect(licenceOf('react')).toBe('MIT');
  expect(licenceOf('@tensorflow/tfjs-core')).toBe('Apache-2.0');
  expect(licenceOf('Emoji by three artists: OpenMoji (pictures)')).toBe('CC-BY-SA-4.0');
  expect(entries.some(({ name }) => name.endsWith('(weights)'))).toBe(true);
  expect(entries.filter(({ licence, source }) => licence === '' || source === '')).toEqual([]);
});
