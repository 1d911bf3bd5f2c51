import { X } from 'lucide-react';
import { useStore } from '../../../store/store.ts';
import { answerMany } from '../../prediction/many-drop.ts';
import { Button } from '../../primitives/Button.tsx';
import './ImportReport.css';

/** What the last import left out and set aside: quiet, until it's put away or another import begins. */
export function ImportReport() {
  const report = useStore((state) => state.importReport);
  const hasModel = useStore((state) => state.currentRunId !== null);
  if (!report) return null;
  const { photosAside, dismissImportReport } = useStore.getState();
  return (
    <div className="import-report">
      <div className="import-report-words" role="status">
        {report.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {report.setAside > 0 && !hasModel && <p>Once there is a model, it can say what was set aside.</p>}
      </div>
      {report.setAside > 0 && hasModel && (
        <Button onClick={() => answerMany(photosAside())}>Open in Many pictures</Button>
      )}
      <Button look="quiet" icon={X} label="Put the report of the import away" onClick={dismissImportReport} />
    </div>
  );
}
