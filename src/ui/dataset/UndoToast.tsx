import { useEffect, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import './UndoToast.css';

/** Long enough to read and reach; afterwards the header's Undo does the same. Milliseconds. */
const shownFor = 8000;

/** Tells the last edit with a way back, for a while. */
export function UndoToast() {
  const undoable = useStore((state) => state.undoable);
  const [before, setBefore] = useState(undoable);
  const [words, setWords] = useState<string | null>(null);
  if (undoable !== before) {
    setBefore(undoable);
    setWords(undoable.length > before.length ? (undoable.at(-1) ?? null) : null);
  }
  useEffect(() => {
    if (words === null) return;
    const timer = setTimeout(() => setWords(null), shownFor);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <div className="undo-toast" role="status">
      {words !== null && (
        <>
          <span className="undo-toast-words">Done: {words}</span>
          <Button look="quiet" onClick={() => useStore.getState().undo()}>
            Undo
          </Button>
        </>
      )}
    </div>
  );
}
