import { FileUp } from 'lucide-react';
import { useId, useRef } from 'react';
import { nameOfRun } from '../../core/training/run-name.ts';
import { useExporting } from '../../store/export/exporting.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { ProgressBar } from '../primitives/ProgressBar.tsx';
import { differenceWords } from './export-words.ts';

/** Reads an exported model back as a run. */
export function OpenModel() {
  const opening = useExporting((state) => state.opening);
  const opened = useExporting((state) => state.opened);
  const openModel = useExporting((state) => state.openModel);
  const stop = useExporting((state) => state.stopOpening);
  const run = useStore(({ runs }) => runs.find(({ id }) => id === opened?.runId));
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <section className="open-model" aria-labelledby={id}>
      <h3 id={id} className="export-format-title">
        Open an exported model
      </h3>
      <p className="export-hint">
        A file that this page has exported, of any of the four formats. It becomes a run that answers here,
        once it has answered its check pictures.
      </p>
      <Button
        icon={FileUp}
        aria-disabled={opening !== null}
        onClick={() => opening ?? input.current?.click()}
      >
        Choose a file
      </Button>
      <input
        ref={input}
        type="file"
        accept=".zip,.html"
        aria-label="Exported model"
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same file can be chosen again.
          target.value = '';
          if (file) void openModel(file);
        }}
      />
      {opening && (
        <ProgressBar
          what={`Reading ${opening.fileName}`}
          unit="steps"
          done={opening.steps.done}
          total={opening.steps.total}
          rate={0}
          onStop={stop}
        />
      )}
      <p className="export-opened" role="status">
        {opened &&
          run &&
          `“${opened.fileName}” is ${nameOfRun(run)} now, and answers. Its check pictures differ by ${differenceWords(opened.check.largest)}.`}
      </p>
    </section>
  );
}
