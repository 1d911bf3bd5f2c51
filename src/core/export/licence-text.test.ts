import { expect, test } from 'vitest';
import { tinyManifest } from '../../../test-support/core/export/fake-model.ts';
import { licenceText } from './licence-text.ts';
import { readmeText } from './readme.ts';

const { backbone } = tinyManifest();

test('the licence notes say whose weights they are; MIT has its words with it', () => {
  const text = licenceText(backbone);
  expect(text).toContain('From: tiny 1.0.0\nCopyright: Nobody\nLicence: MIT');
  expect(text).toContain('Permission is hereby granted, free of charge');
  const brought = { ...backbone.source, package: '—', version: '—', licence: 'not stated' };
  const other = licenceText({ ...backbone, source: brought });
  expect(other).not.toContain('From:');
  expect(other).not.toContain('Permission is hereby granted');
});

test('the readme lists classes in the order of the outputs, and the scores that there are', () => {
  const text = readmeText(tinyManifest());
  expect(text).toContain('  0  daisy\n  1  </script>\n  2  Öl: 2\n');
  expect(text).toContain('Validation photos: 9 of 10 right');
  expect(text).not.toContain('Test photos');
  expect(text).toContain('[batch, 16, 16, 3]');
});
