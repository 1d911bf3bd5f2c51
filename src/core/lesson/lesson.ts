import type { SampleId } from '../dataset/sample-card.ts';
import type { Recipe } from '../training/recipe.ts';

/** Parts of the page that a lesson can hide, or show without letting them be changed. */
export const LESSON_PARTS = [
  'backbone',
  'augmentation',
  'recipe',
  'fine-tuning',
  'split',
  'sweep',
  'analyses',
  'export',
] as const;
export type LessonPart = (typeof LESSON_PARTS)[number];
export type PartAccess = 'shown' | 'locked' | 'hidden';

/** What a teacher sets up and a student opens: all of it is in the link. */
export interface Lesson {
  readonly version: 1;
  readonly title: string;
  /** Plain text, shown above the page; paragraphs are separated by an empty line. */
  readonly text: string;
  readonly recipe: Recipe;
  /** Loaded when the student presses for it; null: they bring photos of their own. */
  readonly sample: SampleId | null;
  /** Those that are missing are shown. */
  readonly parts: Readonly<Partial<Record<LessonPart, PartAccess>>>;
  /** Whether the student guesses the accuracy before a training, and sees the guess beside the result. */
  readonly predictFirst: boolean;
}
