import type { SliceContext } from './context.ts';
import type { LessonSlice } from './state.ts';

export function lessonSlice({ set }: SliceContext): LessonSlice {
  return {
    lesson: null,
    guess: null,
    makeGuess: (guess) => set({ guess }),
    leaveLesson: () => set({ lesson: null, guess: null }),
  };
}
