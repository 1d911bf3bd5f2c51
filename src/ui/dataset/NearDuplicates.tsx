import { Suspense, useState } from 'react';
import { sampleGroups } from '../../core/dataset/duplicates.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { laterDialog } from '../primitives/later.tsx';
import { groupsWords } from './duplicate-words.ts';
import { SearchProgress } from './SearchProgress.tsx';

const DuplicatesDialog = laterDialog('Near-duplicates', () => import('./DuplicatesDialog.tsx'));

/** Points out near-duplicates where there are any, and shows how far a search for them is. */
export default function NearDuplicates() {
  const groups = useStore((state) => sampleGroups(state.dataset));
  const searching = useStore((state) => state.findingDuplicates !== null);
  const [open, setOpen] = useState(false);
  return (
    <>
      {searching && !open && (
        <div className="import-progress">
          <SearchProgress />
        </div>
      )}
      {groups.length > 0 && (
        <div className="conflicts">
          <p className="conflicts-words numbers">{groupsWords(groups)}</p>
          <Button look="quiet" aria-label="Look at the near-duplicates" onClick={() => setOpen(true)}>
            Look
          </Button>
        </div>
      )}
      {open && (
        <Suspense>
          <DuplicatesDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
