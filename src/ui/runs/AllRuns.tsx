import { ArrowLeft } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { nameOfRun } from '../../core/training/run-name.ts';
import { useStore } from '../../store/store.ts';
import { mostLines } from '../charts/overlay-marks.ts';
import { Button } from '../primitives/Button.tsx';
import { Dialog } from '../primitives/Dialog.tsx';
import { RunComparison } from './RunComparison.tsx';
import { RunDetails } from './RunDetails.tsx';
import { RunTable } from './RunTable.tsx';
import { rowOf, type Sorting } from './run-rows.ts';
import './AllRuns.css';

interface Props {
  /** Id of the run to begin with; null: the table. */
  readonly details: string | null;
  readonly onClose: () => void;
}

type View =
  | { readonly kind: 'table' }
  | { readonly kind: 'details'; readonly id: string }
  | { readonly kind: 'comparison' };

/** Every run in a table, one of them in detail, or some of them side by side. */
export default function AllRuns({ details, onClose }: Props) {
  const runs = useStore((state) => state.runs);
  const cards = useStore((state) => state.cards);
  const rows = useMemo(() => runs.map((run) => rowOf(run, cards)), [runs, cards]);
  const [sorting, setSorting] = useState<Sorting>({ key: 'createdAt', direction: 'descending' });
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const [wanted, setView] = useState<View>(
    details === null ? { kind: 'table' } : { kind: 'details', id: details },
  );
  const [deleted, setDeleted] = useState<string | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const back = useRef<HTMLButtonElement>(null);

  const shown = wanted.kind === 'details' ? runs.find(({ id }) => id === wanted.id) : undefined;
  const compared = runs.filter(({ id }) => checked.has(id));
  const view =
    (wanted.kind === 'details' && !shown) || (wanted.kind === 'comparison' && compared.length < 2)
      ? 'table'
      : wanted.kind;

  const show = (next: View) => {
    if (document.activeElement instanceof HTMLElement && view === 'table')
      opener.current = document.activeElement;
    setDeleted(null);
    setView(next);
  };
  // What had the focus is gone with the view that it was in.
  useEffect(() => {
    if (view === 'table') opener.current?.focus();
    else back.current?.focus();
  }, [view]);

  const title = shown
    ? nameOfRun(shown)
    : view === 'comparison'
      ? `${compared.length} runs compared`
      : 'All runs';
  return (
    <Dialog title={title} size="wide" onClose={onClose}>
      {view !== 'table' && (
        <Button
          ref={back}
          className="all-runs-back"
          icon={ArrowLeft}
          onClick={() => setView({ kind: 'table' })}
        >
          All runs
        </Button>
      )}
      <div className="all-runs" hidden={view !== 'table'}>
        <div className="all-runs-bar">
          <Button
            look="primary"
            aria-disabled={compared.length < 2}
            aria-describedby="compare-words"
            onClick={() => compared.length >= 2 && show({ kind: 'comparison' })}
          >
            {compared.length < 2 ? 'Compare' : `Compare ${compared.length} runs`}
          </Button>
          <p id="compare-words" role="status">
            {compared.length >= mostLines
              ? `As many as can be told apart: ${mostLines}.`
              : 'Check two or more to compare them.'}
          </p>
        </div>
        {deleted !== null && (
          <p className="all-runs-deleted" role="status">
            {deleted} is deleted.
            <Button
              onClick={() => {
                useStore.getState().undo();
                setDeleted(null);
              }}
            >
              Undo
            </Button>
          </p>
        )}
        <RunTable
          rows={rows}
          sorting={sorting}
          onSort={setSorting}
          checked={checked}
          onCheck={(id, on) => {
            const next = new Set(
              [...checked].filter((other) => other !== id && runs.some((run) => run.id === other)),
            );
            setChecked(on ? next.add(id) : next);
          }}
          onDetails={(id) => show({ kind: 'details', id })}
        />
      </div>
      {view === 'details' && shown && (
        <RunDetails
          key={shown.id}
          run={shown}
          onDelete={() => {
            useStore.getState().deleteRun(shown.id);
            setView({ kind: 'table' });
            setDeleted(nameOfRun(shown));
          }}
        />
      )}
      {view === 'comparison' && (
        <RunComparison key={compared.map(({ id }) => id).join()} runs={compared.toReversed()} />
      )}
    </Dialog>
  );
}
