import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SAMPLE_IDS } from '../dataset/sample-card.ts';
import { FailureError } from '../project/failure.ts';
import { defaultRecipe } from '../training/recipe.ts';
import {
  allShown,
  LESSON_PARTS,
  type Lesson,
  lessonHash,
  PART_ACCESS,
  readLesson,
  TEXT_LENGTH,
  TITLE_LENGTH,
} from './lesson.ts';

const plain: Lesson = {
  title: 'Ice or sea',
  text: 'Which photos are hard?\n\nLook at the map.',
  recipe: defaultRecipe,
  sample: 'earth',
  parts: allShown,
  predictFirst: false,
};

const lessons: fc.Arbitrary<Lesson> = fc.record({
  title: fc
    .string({ maxLength: TITLE_LENGTH, unit: 'grapheme' })
    .filter(({ length }) => length <= TITLE_LENGTH),
  text: fc.string({ maxLength: 200, unit: 'grapheme' }),
  recipe: fc
    .record({
      epochs: fc.integer({ min: 1, max: 500 }),
      seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      mixup: fc.double({ min: 0, max: 10, noNaN: true }).map((value) => value + 0),
    })
    .map((changes) => ({ ...defaultRecipe, ...changes })),
  sample: fc.option(fc.constantFrom(...SAMPLE_IDS)),
  parts: fc
    .tuple(...LESSON_PARTS.map(() => fc.constantFrom(...PART_ACCESS)))
    .map((access) => Object.fromEntries(LESSON_PARTS.map((part, i) => [part, access[i]])) as Lesson['parts']),
  predictFirst: fc.boolean(),
});

test('a lesson comes back as it was written', () => {
  fc.assert(
    fc.property(lessons, (lesson) => {
      const hash = lessonHash(lesson);
      // What a browser does to a link that is pasted into its address line.
      const link = new URL(`https://example.org/page/${hash}`);
      expect(readLesson(link.hash)).toEqual(lesson);
    }),
  );
});

test('a plain lesson is a short link', () => {
  expect(lessonHash(plain).length).toBeLessThan(400);
});

test('an address without a lesson has none', () => {
  for (const hash of ['', '#', '#data', '#lessons=1']) expect(readLesson(hash)).toBeNull();
});

const problem = (json: string) => {
  try {
    readLesson(`#lesson=${encodeURIComponent(json)}`);
  } catch (error) {
    if (error instanceof FailureError) return error.failure.what;
    throw error;
  }
  throw new Error('It was taken.');
};

test.each([
  ['{"version":1', 'The link is cut off or changed.'],
  ['{"version":2}', 'The link was made by a newer Headstart.'],
  ['[]', 'The file is not an object.'],
  ['{"colour":"red"}', 'There is no field named colour.'],
  ['{"__proto__":{"title":1}}', 'There is no field named __proto__.'],
  ['{"parts":{"data":"hidden"}}', 'There is no field named parts.data.'],
  ['{"parts":{"recipe":"gone"}}', 'parts.recipe must be one of shown, locked, hidden.'],
  ['{"sample":"cats"}', 'sample must be one of earth, emoji, digits.'],
  ['{"recipe":{"epochs":0}}', 'recipe.epochs must be a whole number from 1 to 500.'],
  [JSON.stringify({ text: 'x'.repeat(TEXT_LENGTH + 1) }), 'text is longer than 2000 characters.'],
])('%s is refused', (json, what) => {
  expect(problem(json)).toBe(what);
});

test('a changed link is refused or is another lesson, and never anything unforeseen', () => {
  const hash = lessonHash(plain);
  fc.assert(
    fc.property(
      fc.integer({ min: 8, max: hash.length - 1 }),
      fc.string({ maxLength: 3 }),
      fc.integer({ min: 0, max: 5 }),
      (at, put, cut) => {
        try {
          readLesson(hash.slice(0, at) + put + hash.slice(at + cut));
        } catch (error) {
          expect(error).toBeInstanceOf(FailureError);
        }
      },
    ),
    { numRuns: 500 },
  );
});
