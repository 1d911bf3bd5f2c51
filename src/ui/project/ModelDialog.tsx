import { useEffect } from 'react';
import { nameOfRun } from '../../core/training/run-name.ts';
import { useExporting } from '../../store/export/exporting.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { Dialog } from '../primitives/Dialog.tsx';
import { ProgressBar } from '../primitives/ProgressBar.tsx';
import { StageNotices } from '../training/StageNotices.tsx';
import './ProjectDialog.css';

/** Reads a model that was exported as a run: also where there is no run yet, and so no stage that could show it. */
export default function ModelDialog({
  file,
  onClose,
}: {
  readonly file: File;
  readonly onClose: () => void;
}) {
  const opening = useExporting((state) => state.opening);
  const opened = useExporting((state) => state.opened);
  const run = useStore(({ runs }) => runs.find(({ id }) => id === opened?.runId));
  useEffect(() => {
    void useExporting.getState().openModel(file);
  }, [file]);
  const close = () => {
    useExporting.getState().stopOpening();
    onClose();
  };
  return (
    <Dialog
      title="Open an exported model"
      onClose={close}
      actions={
        !opening && (
          <Button look="primary" onClick={close}>
            Close
          </Button>
        )
      }
    >
      {opening ? (
        <ProgressBar
          what={`Reading “${opening.fileName}”`}
          unit="steps"
          done={opening.steps.done}
          total={opening.steps.total}
          rate={0}
          onStop={close}
        />
      ) : opened && run ? (
        <p role="status" className="project-words">
          “{opened.fileName}” is {nameOfRun(run)} now, and answers as it did where it was exported.
        </p>
      ) : (
        <StageNotices stage="use" />
      )}
    </Dialog>
  );
}
