import type { ReactNode } from 'react';
import type { LessonPart as Part } from '../../core/lesson/lesson.ts';
import { useStore } from '../../store/store.ts';
import { ReadOnly } from '../primitives/read-only.ts';

interface Props {
  readonly name: Part;
  readonly children: ReactNode;
}

/** A part of the page that a lesson may hide, or show without letting it be changed. */
export function LessonPart({ name, children }: Props) {
  const access = useStore((state) => state.lesson?.parts[name] ?? 'shown');
  if (access === 'hidden') return null;
  if (access === 'shown') return children;
  return (
    <fieldset className="lesson-locked" disabled>
      <legend>Fixed by the lesson</legend>
      <ReadOnly value={true}>{children}</ReadOnly>
    </fieldset>
  );
}
