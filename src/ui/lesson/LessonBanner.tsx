import { GraduationCap } from 'lucide-react';
import { useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import './LessonBanner.css';

/** What the teacher wrote, above the page, and how to begin. */
export default function LessonBanner() {
  const lesson = useStore((state) => state.lesson);
  const sample = useStore((state) => state.samples.find(({ id }) => id === state.lesson?.sample));
  const hasPhotos = useStore((state) => state.dataset.samples.length > 0);
  const importing = useStore((state) => state.importStatus.kind !== 'idle');
  const elsewhere = useStore((state) => state.tab === 'elsewhere');
  const beginLesson = useStore((state) => state.beginLesson);
  const leaveLesson = useStore((state) => state.leaveLesson);
  const [begun, setBegun] = useState(false);
  if (lesson === null) return null;
  const paragraphs = lesson.text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '');
  return (
    <section className="lesson" aria-labelledby="lesson-title">
      <GraduationCap size={24} strokeWidth={1.5} aria-hidden="true" />
      <div className="lesson-words">
        <h2 id="lesson-title">{lesson.title || 'Lesson'}</h2>
        {paragraphs.map((paragraph, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the paragraphs of one text never change places.
          <p key={i}>{paragraph}</p>
        ))}
        {sample && hasPhotos && !begun && (
          <p className="lesson-note">
            There are photos here already. The lesson would begin without them; Undo brings them back.
          </p>
        )}
      </div>
      <div className="lesson-buttons">
        {sample && !begun && (
          <Button
            look={hasPhotos ? 'secondary' : 'primary'}
            disabled={importing || elsewhere}
            onClick={() => {
              setBegun(true);
              void beginLesson();
            }}
          >
            {`Start with “${sample.name}”`}
          </Button>
        )}
        {sample && hasPhotos && !begun && (
          <Button look="quiet" onClick={() => setBegun(true)}>
            Keep these photos
          </Button>
        )}
        <Button look="quiet" onClick={leaveLesson}>
          Leave the lesson
        </Button>
      </div>
    </section>
  );
}
