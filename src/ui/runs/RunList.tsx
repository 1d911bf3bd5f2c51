import { Trash2 } from 'lucide-react';
import { Suspense, useRef, useState } from 'react';
import { durationWords } from '../../core/duration-words.ts';
import type { Run } from '../../core/training/run.ts';
import { nameOfRun } from '../../core/training/run-name.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { laterDialog } from '../primitives/later.tsx';
import { recipeWords, scoreWords, trainingTime } from '../training/training-words.ts';
import { AgainButton } from './AgainButton.tsx';
import { RunNameInput } from './RunNameInput.tsx';
import { shortList } from './run-rows.ts';
import { StarButton } from './StarButton.tsx';
import './RunList.css';

// Fetched when it's first opened.
const AllRuns = laterDialog('All runs', () => import('./AllRuns.tsx'));

/** Shown without asking; the rest are behind All runs. */
const NEWEST = 5;

/** The newest trainings, the starred ones and the chosen one, which is what Evaluate and Use show. */
export function RunList() {
  const runs = useStore((state) => state.runs);
  const currentRunId = useStore((state) => state.currentRunId);
  /** Whether all of them are open, and with which one's details. */
  const [open, setOpen] = useState<{ readonly details: string | null } | null>(null);
  if (runs.length === 0) return null;
  const shown = shortList(runs, currentRunId, NEWEST);
  return (
    <section className="runs" aria-label="Runs">
      <div className="run-list-head">
        <h3>Runs</h3>
        <Button look="quiet" onClick={() => setOpen({ details: null })}>
          {runs.length > shown.length ? `All runs (${runs.length})` : 'All runs'}
        </Button>
      </div>
      <ol className="runs-list" reversed>
        {shown.map((run) => (
          <RunItem
            key={run.id}
            run={run}
            current={run.id === currentRunId}
            onDetails={() => setOpen({ details: run.id })}
          />
        ))}
      </ol>
      {open && (
        <Suspense>
          <AllRuns details={open.details} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </section>
  );
}

interface RunItemProps {
  readonly run: Run;
  readonly current: boolean;
  readonly onDetails: () => void;
}

function RunItem({ run, current, onDetails }: RunItemProps) {
  const cards = useStore((state) => state.cards);
  const chooseRun = useStore((state) => state.chooseRun);
  const deleteRun = useStore((state) => state.deleteRun);
  const [renaming, setRenaming] = useState(false);
  const rename = useRef<HTMLButtonElement>(null);
  const name = nameOfRun(run);
  return (
    <li className="run" data-current={current || undefined}>
      <StarButton run={run} />
      {renaming ? (
        <RunNameInput
          run={run}
          autoFocus
          className="run-rename"
          onDone={(byKey) => {
            setRenaming(false);
            if (byKey) rename.current?.focus();
          }}
        />
      ) : (
        <button
          type="button"
          className="run-choose"
          aria-current={current ? 'true' : undefined}
          onClick={() => chooseRun(run.id)}
        >
          <bdi className="run-name numbers">{name}</bdi>
          <span className="run-score numbers">{scoreWords(run.validation)}</span>
          <span className="run-recipe numbers">
            {recipeWords(run.recipe, cards)}, {durationWords(trainingTime(run.timing))}
          </span>
        </button>
      )}
      <Button look="quiet" icon={Trash2} label={`Delete ${name}`} onClick={() => deleteRun(run.id)} />
      {current && (
        <div className="run-actions">
          <Button ref={rename} aria-label={`Rename ${name}`} onClick={() => setRenaming(true)}>
            Rename
          </Button>
          <Button aria-label={`Details of ${name}`} onClick={onDetails}>
            Details
          </Button>
          <AgainButton run={run} />
        </div>
      )}
    </li>
  );
}
