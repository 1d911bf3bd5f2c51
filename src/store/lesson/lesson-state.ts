import type { Lesson } from '../../core/lesson/lesson.ts';

export interface LessonSlice {
  /** From the address; null: the whole page. */
  readonly lesson: Lesson | null;
  /** Reads the address's lesson and takes its recipe. Called when the project is open, and when the address changes. */
  readLesson(hash: string): Promise<void>;
  /** Begins with the lesson's sample instead of the photos that are there; can be undone. */
  beginLesson(): Promise<void>;
  leaveLesson(): void;
}
