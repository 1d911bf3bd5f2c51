import { Suspense, useState } from 'react';
import { countWords } from '../../core/count-words.ts';
import { conflictingHashes } from '../../core/dataset/selectors.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { laterDialog } from '../primitives/later.tsx';
import './Conflicts.css';

const ConflictsDialog = laterDialog('Photos in several classes', () => import('./ConflictsDialog.tsx'));

/** Points out that pictures are in more than one class, which no model can learn. */
export function Conflicts() {
  const count = useStore((state) => conflictingHashes(state.dataset).length);
  const [open, setOpen] = useState(false);
  // The dialog says itself that none are left.
  if (count === 0 && !open) return null;
  return (
    <div className="conflicts">
      <p className="conflicts-words" role="status">
        {count === 1 ? '1 picture is' : `${countWords(count)} pictures are`} in more than one class
      </p>
      <Button look="quiet" onClick={() => setOpen(true)}>
        Look
      </Button>
      {open && (
        <Suspense>
          <ConflictsDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
