import { CircleAlert, CircleCheck } from 'lucide-react';
import { bytesWords } from '../../core/bytes-words.ts';
import { type Exported, exportedFile } from '../../store/export/exporting.ts';
import { Button } from '../primitives/Button.tsx';
import { saveFile } from '../primitives/save-file.ts';
import { proofWords } from './export-words.ts';

/** What was written, and whether it answers as it should. */
export function ExportProof({ exported }: { readonly exported: Exported }) {
  const { fileName, bytes, check } = exported;
  const Icon = check.passed ? CircleCheck : CircleAlert;
  return (
    <section className="export-proof" data-passed={check.passed} aria-label="Proof of the export">
      <p className="export-proof-title">
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
        {check.passed ? 'Self-check passed' : 'Self-check failed'}
      </p>
      <p>{proofWords(check)}</p>
      <p className="export-proof-file numbers">
        {fileName}, {bytesWords(bytes)}
      </p>
      <Button
        onClick={() => {
          const file = exportedFile();
          if (file) saveFile(fileName, file.type, [file]);
        }}
      >
        {check.passed ? 'Save again' : 'Save it all the same'}
      </Button>
    </section>
  );
}
