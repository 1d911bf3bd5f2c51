import { useState } from 'react';
import { useStore } from '../../../store/store.ts';
import { PhotoActions } from '../../dataset/PhotoActions.tsx';
import { Button } from '../../primitives/Button.tsx';
import { changeWords } from './change-words.ts';

interface Props {
  readonly sampleId: string;
  /** Of the run's label for it. */
  readonly classId: string | undefined;
}

/** Another label, out of training or away, with a way back; the run stays as it is. */
export function ChangePhoto({ sampleId, classId }: Props) {
  const dataset = useStore((state) => state.dataset);
  const undoable = useStore((state) => state.undoable);
  /** What could be undone before the viewer was opened is not this viewer's to undo. */
  const [before] = useState(undoable.length);
  const change = changeWords(dataset, sampleId, classId);
  const last = undoable.length > before ? undoable.at(-1) : undefined;
  return (
    <section className="mistake-part" aria-label="Change this photo">
      <h3>Is the label wrong?</h3>
      {change !== 'deleted since' && <PhotoActions ids={[sampleId]} />}
      <p className="saliency-note">
        Move the photo to another class, leave it out of training, or delete it. The next run learns from the
        change; this one stays as it is.
      </p>
      <div className="mistake-change" role="status">
        {change !== null && <p>Changed: {change}. The next run will learn from it.</p>}
        {last !== undefined && (
          <Button onClick={() => useStore.getState().undo()} title={last}>
            Undo: {last}
          </Button>
        )}
      </div>
    </section>
  );
}
