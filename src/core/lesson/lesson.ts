import { SAMPLE_IDS, type SampleId } from '../dataset/sample-card.ts';
import { FailureError } from '../project/failure.ts';
import { FieldReader } from '../project/field-reader.ts';
import { readRecipe } from '../training/parse-recipe.ts';
import { defaultRecipe, type Recipe } from '../training/recipe.ts';

/** Parts of the page that a lesson can hide, or show without letting them be changed. */
export const LESSON_PARTS = [
  'backbone',
  'augmentation',
  'recipe',
  'split',
  'sweep',
  'analyses',
  'export',
] as const;
export type LessonPart = (typeof LESSON_PARTS)[number];

export const PART_ACCESS = ['shown', 'locked', 'hidden'] as const;
export type PartAccess = (typeof PART_ACCESS)[number];

/** What a teacher sets up and a student opens: all of it is in the link. */
export interface Lesson {
  readonly title: string;
  /** Plain text, shown above the page; paragraphs are separated by an empty line. */
  readonly text: string;
  /** Its seed is the split's too: on every machine the same photos give the same result. */
  readonly recipe: Recipe;
  /** Loaded when the student asks for it; null: they bring photos of their own. */
  readonly sample: SampleId | null;
  readonly parts: Readonly<Record<LessonPart, PartAccess>>;
  /** Whether the student guesses the accuracy before a training, and sees the guess beside the result. */
  readonly predictFirst: boolean;
}

export const TITLE_LENGTH = 80;
export const TEXT_LENGTH = 2000;

/** Of the link's format. */
const VERSION = 1;
const KEY = 'lesson';

export const allShown = Object.fromEntries(LESSON_PARTS.map((part) => [part, 'shown'])) as Lesson['parts'];

/**
 * The part of a link that opens the page as a lesson, '#' in front. It holds what differs from the usual, as JSON: a
 * browser never sends it to a server.
 */
export function lessonHash({ title, text, recipe, sample, parts, predictFirst }: Lesson): string {
  const changed = Object.entries(recipe).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(defaultRecipe[name as keyof Recipe]),
  );
  const kept = LESSON_PARTS.filter((part) => parts[part] !== 'shown').map((part) => [part, parts[part]]);
  const json = JSON.stringify({
    version: VERSION,
    ...(title !== '' && { title }),
    ...(text !== '' && { text }),
    ...(sample !== null && { sample }),
    ...(predictFirst && { predictFirst }),
    ...(kept.length > 0 && { parts: Object.fromEntries(kept) }),
    ...(changed.length > 0 && { recipe: Object.fromEntries(changed) }),
  });
  return `#${KEY}=${encodeURIComponent(json)}`;
}

/**
 * Reads what `lessonHash` wrote.
 * @param hash of an address, with or without '#'
 * @returns null where it names no lesson
 * @throws FailureError 'bad-lesson' that names what is wrong
 */
export function readLesson(hash: string): Lesson | null {
  const text = hash.replace(/^#/, '');
  if (!text.startsWith(`${KEY}=`)) return null;
  let json: unknown;
  try {
    json = JSON.parse(decodeURIComponent(text.slice(KEY.length + 1)));
  } catch {
    return fail('The link is cut off or changed.');
  }
  const fields = new FieldReader(json, '', fail);
  const version = fields.number('version', { min: 1, max: 1e6, step: 1 }, VERSION);
  if (version > VERSION) return fail('The link was made by a newer Headstart.');
  const parts = fields.inner('parts');
  const sample = fields.text('sample', '');
  const lesson: Lesson = {
    title: limited(fields.text('title', ''), TITLE_LENGTH, 'title'),
    text: limited(fields.text('text', ''), TEXT_LENGTH, 'text'),
    recipe: readRecipe(fields.inner('recipe')),
    sample: sample === '' ? null : fields.choice('sample', SAMPLE_IDS, 'earth'),
    parts: Object.fromEntries(
      LESSON_PARTS.map((part) => [part, parts.choice(part, PART_ACCESS, 'shown')]),
    ) as Lesson['parts'],
    predictFirst: fields.flag('predictFirst'),
  };
  parts.nothingElse(LESSON_PARTS);
  fields.nothingElse(['version', ...Object.keys(lesson)]);
  return lesson;
}

function limited(text: string, most: number, name: string): string {
  return text.length <= most ? text : fail(`${name} is longer than ${most} characters.`);
}

function fail(what: string): never {
  throw new FailureError({
    code: 'bad-lesson',
    what,
    todo: 'Ask for the link again. Meanwhile this is the whole page.',
  });
}
