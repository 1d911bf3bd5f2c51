import { Trash2 } from 'lucide-react';
import { nameOfRun } from '../../core/training/run-name.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';

/** Where a stage can't be shown: which run it would show, to be deleted if that's the cause. It can be undone. */
export function ShownRun() {
  const run = useStore((state) => state.runs.find(({ id }) => id === state.currentRunId));
  const deleteRun = useStore((state) => state.deleteRun);
  if (!run) return null;
  return (
    <>
      <p>It would show {nameOfRun(run)}. If it fails again, this run may be the cause.</p>
      <Button danger icon={Trash2} onClick={() => deleteRun(run.id)}>
        Delete {nameOfRun(run)}
      </Button>
    </>
  );
}
