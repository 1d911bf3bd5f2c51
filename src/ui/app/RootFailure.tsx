import { faultReport, faultWords } from '../../store/runtime/fault-report.ts';
import { Button } from '../primitives/Button.tsx';
import { CopyReport } from '../primitives/CopyReport.tsx';
import './RootFailure.css';

/** In the place of the whole page, where even its frame could not be shown. */
export function RootFailure({ error, kept }: { readonly error: unknown; readonly kept: boolean }) {
  return (
    <main className="root-failure" role="alert">
      <h1>Headstart has stopped</h1>
      {kept ? (
        <p>Your photos are safe on this device, and so is what was trained: a reload brings them back.</p>
      ) : (
        <p>This browser keeps nothing for the page: what you brought goes when it is reloaded.</p>
      )}
      <p className="root-failure-words">What happened: {faultWords(error)}</p>
      <div className="part-failure-actions">
        <Button look="primary" onClick={() => location.reload()}>
          Reload the page
        </Button>
        <CopyReport fault={faultReport(error)} />
      </div>
    </main>
  );
}
