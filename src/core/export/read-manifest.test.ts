import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tinyManifest } from '../../../test-support/core/export/fake-model.ts';
import { FailureError } from '../project/failure.ts';
import { parseManifest } from './read-manifest.ts';

const read = (manifest: unknown) => parseManifest(JSON.stringify(manifest), 'headstart.json');

/** What a file is refused with. */
function refusal(text: string): string {
  try {
    parseManifest(text, 'headstart.json');
  } catch (error) {
    if (error instanceof FailureError) return error.failure.what;
    throw error;
  }
  return 'nothing';
}

test('what was written is read', () => {
  expect(read(tinyManifest())).toEqual(tinyManifest());
  const bare = tinyManifest({ unknown: null, scores: { validation: null, test: null }, tuned: [] });
  expect(read(bare)).toEqual(bare);
});

test('thousands of classes are read, each with a colour of its own', () => {
  const classes = Array.from({ length: 5000 }, (_, i) => ({ name: `${i}`, colour: i }));
  const probabilities = classes.map(() => 2e-4);
  const golden = [{ file: 'golden/1.png', probabilities }];
  expect(read(tinyManifest({ classes, golden })).classes).toHaveLength(5000);
});

test.each([
  ['no JSON', '{', 'it is not a JSON file'],
  ['another JSON', '[]', 'The file is not an object'],
  ['another format', { format: 'x' }, 'it describes no model of Headstart'],
  ['a later version', { version: 2 }, 'another version of this page'],
  ['one class', { classes: [{ name: 'a', colour: 0 }] }, 'fewer than two classes'],
  [
    'too many classes',
    { classes: Array(100_001).fill({ name: 'a', colour: 0 }) },
    'not a list of at most 100000',
  ],
  ['no golden pictures', { golden: [] }, 'no golden pictures'],
  [
    'a path out of the file',
    { golden: [{ file: '../1.png', probabilities: [1, 0, 0] }] },
    'names no picture',
  ],
  [
    'too few probabilities',
    { golden: [{ file: 'golden/1.png', probabilities: [1] }] },
    'one probability for each',
  ],
  [
    'impossible probabilities',
    { golden: [{ file: 'golden/1.png', probabilities: [2, 0, 0] }] },
    'one probability for each',
  ],
  ['no temperature', { temperature: 0 }, 'temperature must be a number'],
  ['a huge picture', { input: { size: 1e6 } }, 'input.size must be'],
  ['a recipe that is none', { recipe: { epochs: -1 } }, 'epochs must be'],
])('%s is refused', (_, change, what) => {
  const text = typeof change === 'string' ? change : JSON.stringify({ ...tinyManifest(), ...change });
  expect(refusal(text)).toContain(what);
});

test('whatever a field holds, the file is read or refused', () => {
  const manifest = tinyManifest();
  const keys = fc.constantFrom(...Object.keys(manifest));
  fc.assert(
    fc.property(keys, fc.jsonValue(), (key, value) => {
      refusal(JSON.stringify({ ...manifest, [key]: value }));
    }),
    { numRuns: 300 },
  );
});
