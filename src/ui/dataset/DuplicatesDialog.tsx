import { Search, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { countWords } from '../../core/count-words.ts';
import { sampleGroups } from '../../core/dataset/duplicates.ts';
import { readiness } from '../../core/training/readiness.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { Dialog } from '../primitives/Dialog.tsx';
import { DuplicateList } from './DuplicateList.tsx';
import { groupsWords } from './duplicate-words.ts';
import { SearchProgress } from './SearchProgress.tsx';
import { TogetherField } from './TogetherField.tsx';
import './DuplicatesDialog.css';

/** Near-duplicates in groups, what can be done with them, and the search for them. */
export default function DuplicatesDialog({ onClose }: { readonly onClose: () => void }) {
  const groups = useStore((state) => sampleGroups(state.dataset));
  const ready = useStore((state) => readiness(state.dataset).ready);
  const searching = useStore((state) => state.findingDuplicates !== null);
  const compared = useStore((state) => state.compared.size);
  const undoable = useStore((state) => state.undoable);
  const [before] = useState(undoable.length);
  const { findDuplicates, undo } = useStore.getState();
  const done = undoable.length > before ? undoable.at(-1) : undefined;
  return (
    <Dialog
      title="Near-duplicates"
      size="medium"
      onClose={onClose}
      actions={
        done !== undefined && (
          <Button icon={Undo2} onClick={undo}>
            Undo: {done}
          </Button>
        )
      }
    >
      <div className="duplicates">
        <p>
          Photos that show nearly the same: pictures of a burst, crops, other encodings. Where one is trained
          on and another judged by, the score is better than the model.
        </p>
        <TogetherField />
        <div className="duplicates-search">
          {searching ? (
            <SearchProgress />
          ) : (
            <Button icon={Search} disabled={!ready} onClick={() => void findDuplicates()}>
              Look for near-duplicates
            </Button>
          )}
        </div>
        <p role="status" className="numbers">
          {groups.length > 0
            ? groupsWords(groups)
            : compared > 0
              ? `None among ${countWords(compared)} photos`
              : 'Not looked for yet'}
        </p>
        {groups.length > 0 && <DuplicateList groups={groups} />}
      </div>
    </Dialog>
  );
}
