import { useMemo, useState } from 'react';
import type { ExportFormat } from '../../core/export/exported.ts';
import { goldenCandidates } from '../../core/export/golden-candidates.ts';
import type { Run } from '../../core/training/run.ts';
import { useExporting } from '../../store/export/exporting.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { ProgressBar } from '../primitives/ProgressBar.tsx';
import { saveFile } from '../primitives/save-file.ts';
import { ExportProof } from './ExportProof.tsx';
import { formatWords } from './export-words.ts';
import { GoldenChoice } from './GoldenChoice.tsx';
import { OpenModel } from './OpenModel.tsx';
import './ExportPanel.css';

/** The chosen run as a file that answers elsewhere as it does here. */
export default function ExportPanel({ run }: { readonly run: Run }) {
  const dataset = useStore((state) => state.dataset);
  const exporting = useExporting((state) => state.exporting);
  const exported = useExporting((state) => (state.exported?.runId === run.id ? state.exported : null));
  const exportRun = useExporting((state) => state.exportRun);
  const stop = useExporting((state) => state.stopExport);
  const candidates = useMemo(() => goldenCandidates(dataset), [dataset]);
  /** Hashes of photos; null: drawn pictures. */
  const [photos, setPhotos] = useState<readonly string[] | null>(null);

  const write = async (format: ExportFormat) => {
    const file = await exportRun(run.id, format, photos ?? []);
    const made = useExporting.getState().exported;
    // What failed its proof is not handed over unasked.
    if (file && made?.check.passed) saveFile(made.fileName, file.type, [file]);
  };

  return (
    <section className="export" aria-label="Export">
      <p className="export-hint">
        A file that answers elsewhere as the model does here. After it’s written it is read back, and has to
        give the same answers for a few check pictures; they go along, so that it can prove itself wherever it
        is opened.
      </p>
      <GoldenChoice candidates={candidates} photos={photos} onChange={setPhotos} />
      <ul className="export-formats" aria-label="Formats">
        {formatWords.map(({ format, title, when }) => (
          <li key={format} className="export-format">
            <h3 className="export-format-title">{title}</h3>
            <p className="export-format-when">{when}</p>
            <Button
              aria-label={`Export as ${title}`}
              aria-disabled={exporting !== null || photos?.length === 0}
              onClick={() => {
                if (exporting === null && photos?.length !== 0) void write(format);
              }}
            >
              Export
            </Button>
          </li>
        ))}
      </ul>
      {exporting && (
        <ProgressBar
          what="Writing the model and reading it back"
          unit="steps"
          done={exporting.steps.done}
          total={exporting.steps.total}
          rate={0}
          onStop={stop}
        />
      )}
      <div className="export-outcome" aria-live="polite">
        {exported && <ExportProof exported={exported} />}
      </div>
      <OpenModel />
    </section>
  );
}
