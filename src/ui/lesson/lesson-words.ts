import type { LessonPart, PartAccess } from '../../core/lesson/lesson.ts';

/** What each part of the page is, for whoever makes a lesson. */
export const partWords: Readonly<Record<LessonPart, string>> = {
  backbone: 'Choice of the backbone',
  augmentation: 'Augmentation',
  recipe: 'Recipe, and suggestions for it',
  split: 'How the photos are divided',
  sweep: 'Try several settings',
  analyses: 'Everything in Evaluate beside the result and the mistakes',
  export: 'Export',
};

export const accessWords: Readonly<Record<PartAccess, string>> = {
  shown: 'Shown',
  locked: 'Fixed',
  hidden: 'Hidden',
};
