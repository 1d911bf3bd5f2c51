import { useEffect, useRef, useState } from 'react';
import type { Run } from '../../core/training/run.ts';
import { useStore } from '../../store/store.ts';
import { Field } from '../primitives/Field.tsx';

/** Of typing, milliseconds, after which the note is stored: a run can hold thousands of predictions. */
const PAUSE = 300;

/** What the person wants to remember of a run. Stored while it's typed; give it the run's id as its key. */
export function RunNote({ run }: { readonly run: Run }) {
  const [draft, setDraft] = useState(run.note);
  const latest = useRef({ draft, run });
  latest.current = { draft, run };
  const store = useRef(() => {
    const { draft: note, run: of } = latest.current;
    if (note !== of.note) useStore.getState().noteRun(of.id, note);
  }).current;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each letter starts the pause anew.
  useEffect(() => {
    const timer = setTimeout(store, PAUSE);
    return () => clearTimeout(timer);
  }, [draft, store]);
  useEffect(() => store, [store]);

  return (
    <Field
      label="Note"
      hint="What you tried and what you saw. It’s stored as you type, and goes into the report."
    >
      {(ids) => (
        <textarea
          {...ids}
          className="field-control run-note"
          rows={3}
          dir="auto"
          value={draft}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={store}
        />
      )}
    </Field>
  );
}
