import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { wholeReport } from '../../store/runtime/fault-report.ts';
import { Button } from './Button.tsx';
import './Boundary.css';

/** Copies what is known of a fault; shows it to be copied by hand where the browser lets no page do that. */
export function CopyReport({ fault }: { readonly fault: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const report = wholeReport(fault);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(report);
      setState('copied');
    } catch {
      setState('refused');
    }
  };
  return (
    <>
      <Button icon={state === 'copied' ? Check : Copy} onClick={() => void copy()}>
        {state === 'copied' ? 'Copied' : 'Copy the report'}
      </Button>
      {state === 'refused' && (
        <textarea
          className="part-failure-report"
          aria-label="The report, to be copied"
          readOnly
          rows={6}
          value={report}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </>
  );
}
