import { Download } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { bytesWords } from '../../core/bytes-words.ts';
import { momentPart } from '../../core/report/file-name.ts';
import { type Saving, useProjectFile } from '../../store/project/project-file.ts';
import { Button } from '../primitives/Button.tsx';
import { Dialog } from '../primitives/Dialog.tsx';
import { Notice } from '../primitives/Notice.tsx';
import { ProgressBar } from '../primitives/ProgressBar.tsx';
import { saveFile } from '../primitives/save-file.ts';
import './ProjectDialog.css';

/** Writes the project and hands it to the browser as a download. */
export default function SaveDialog({ onClose }: { readonly onClose: () => void }) {
  const saving = useProjectFile((state) => state.saving);
  const name = useRef(`Headstart project, ${momentPart(Date.now())}.zip`);
  const file = saving?.kind === 'written' ? saving.file : null;
  useEffect(() => {
    if (file) saveFile(name.current, 'application/zip', [file]);
  }, [file]);
  return (
    <Dialog
      title="Save project"
      onClose={onClose}
      actions={
        saving?.kind !== 'writing' && (
          <>
            {file && (
              <Button icon={Download} onClick={() => saveFile(name.current, 'application/zip', [file])}>
                Download again
              </Button>
            )}
            <Button look="primary" data-autofocus onClick={onClose}>
              Close
            </Button>
          </>
        )
      }
    >
      {saving && <SavingState saving={saving} name={name.current} onStop={onClose} />}
    </Dialog>
  );
}

function SavingState({
  saving,
  name,
  onStop,
}: {
  readonly saving: Saving;
  readonly name: string;
  readonly onStop: () => void;
}) {
  switch (saving.kind) {
    case 'writing': {
      const { done, total, rate } = saving.progress ?? { done: 0, total: null, rate: 0 };
      return (
        <ProgressBar
          what="Writing photos and runs into one file"
          unit="steps"
          done={done}
          total={total}
          rate={rate}
          onStop={onStop}
        />
      );
    }
    case 'written':
      return (
        <div role="status" className="project-words">
          <p>
            Saved as “{name}”, {bytesWords(saving.file.size)}. It was read back and is whole.
          </p>
          <p className="project-hint">
            It holds classes, photos, recipe, runs with their trained weights, ensembles, and the networks of
            your own that they use. Open it here or on another machine with{' '}
            <strong>Project → Open project</strong>. The pictures inside lie in one folder for each class, so
            other tools can read them too.
          </p>
        </div>
      );
    case 'failed':
      return (
        <Notice
          notice={{ tone: 'error', title: 'The project could not be saved', failures: [saving.failure] }}
        />
      );
  }
}
