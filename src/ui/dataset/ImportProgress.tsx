import { useStore } from '../../store/store.ts';
import { ProgressBar } from '../primitives/ProgressBar.tsx';
import './ImportProgress.css';

/** How far the reading of files is. */
export function ImportProgress() {
  const status = useStore((state) => state.importStatus);
  const stopImport = useStore((state) => state.stopImport);
  if (status.kind === 'idle' || status.kind === 'asking') return null;
  return (
    <div className="import-progress">
      {status.kind === 'listing' ? (
        <ProgressBar
          what="Looking through the folders"
          unit="files"
          done={status.found}
          total={null}
          rate={0}
          onStop={stopImport}
        />
      ) : (
        <ProgressBar what="Reading photos" unit="files" {...status.progress} onStop={stopImport} />
      )}
    </div>
  );
}
