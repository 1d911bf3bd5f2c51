import { whyBusy } from '../../store/project/project-edit.ts';
import { type Opening, useProjectFile } from '../../store/project/project-file.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { Dialog } from '../primitives/Dialog.tsx';
import { Notice } from '../primitives/Notice.tsx';
import { ProgressBar } from '../primitives/ProgressBar.tsx';
import { contentsWords, leftOutWords, missingModelWords } from './project-words.ts';
import './ProjectDialog.css';

/** Reads a project's file, says what it holds, and asks where it is to go. */
export default function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const opening = useProjectFile((state) => state.opening);
  return (
    <Dialog
      title="Open project"
      onClose={onClose}
      actions={opening && opening.kind !== 'reading' && <Actions kind={opening.kind} />}
    >
      {opening && <OpeningState opening={opening} onStop={onClose} />}
    </Dialog>
  );
}

function OpeningState({ opening, onStop }: { readonly opening: Opening; readonly onStop: () => void }) {
  switch (opening.kind) {
    case 'reading': {
      const { done, total, rate } = opening.progress ?? { done: 0, total: null, rate: 0 };
      const checked = total !== null && done >= total / 2;
      return (
        <ProgressBar
          what={checked ? 'Storing its photos and runs' : `Checking “${opening.fileName}”`}
          unit="steps"
          done={done}
          total={total}
          rate={rate}
          onStop={onStop}
        />
      );
    }
    case 'read':
      return <Contents contents={opening.contents} fileName={opening.fileName} />;
    case 'failed':
      return (
        <Notice
          notice={{ tone: 'error', title: 'The project could not be opened', failures: [opening.failure] }}
        />
      );
  }
}

const useIsEmpty = () =>
  useStore(({ dataset, runs, unfinished }) => dataset.classes.length + runs.length + unfinished.length === 0);

type Read = Extract<Opening, { kind: 'read' }>;

function Contents({ contents, fileName }: Pick<Read, 'contents' | 'fileName'>) {
  const empty = useIsEmpty();
  const busy = useStore(whyBusy);
  const cards = useStore((state) => state.cards);
  const missing = missingModelWords(contents, cards);
  const leftOut = leftOutWords(contents.leftOut);
  return (
    <div className="project-words">
      <p role="status">
        “{fileName}” is {contents.leftOut.length > 0 ? 'not damaged' : 'whole'}. It holds:
      </p>
      <ul className="project-contents">
        {contentsWords(contents).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {leftOut !== null && <p className="project-hint">{leftOut}</p>}
      {missing !== null && <p className="project-hint">{missing}</p>}
      {!empty && (
        <p className="project-hint">
          <strong>Merge</strong> adds it to what is here: classes of the same name become one, photos and runs
          that are here already are left out. <strong>Replace</strong> puts it in the place of what is here.
          Undo takes either back.
        </p>
      )}
      {busy !== null && <p role="status">{busy}</p>}
    </div>
  );
}

function Actions({ kind }: { readonly kind: 'read' | 'failed' }) {
  const { endOpening, replace, merge } = useProjectFile.getState();
  const empty = useIsEmpty();
  const merging = useProjectFile(({ opening }) => opening?.kind === 'read' && opening.merging);
  const busy = useStore((state) => whyBusy(state) !== null) || merging;
  if (kind === 'failed')
    return (
      <Button look="primary" onClick={endOpening}>
        Close
      </Button>
    );
  return (
    <>
      <Button onClick={endOpening}>Cancel</Button>
      {!empty && (
        <Button disabled={busy} onClick={() => void merge()}>
          {merging ? 'Merging…' : 'Merge'}
        </Button>
      )}
      <Button look="primary" disabled={busy} onClick={() => void replace()}>
        {empty ? 'Open' : 'Replace'}
      </Button>
    </>
  );
}
