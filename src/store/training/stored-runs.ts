import type { Run } from '../../core/training/run.ts';
import type { SliceContext } from '../runtime/context.ts';

/** Runs as the page shows them and as they lie on disk: changed in both. */
export interface StoredRuns {
  /** Undefined where the run is deleted. */
  find(id: string): Run | undefined;
  save(run: Run): void;
  /** Changes a run on the page and on disk; one that is deleted stays as it is. */
  change(id: string, part: Partial<Run>): void;
}

export function storedRuns({
  set,
  get,
  client,
  mayChange,
  report,
}: Pick<SliceContext, 'set' | 'get' | 'client' | 'mayChange' | 'report'>): StoredRuns {
  const find = (id: string) => get().runs.find((run) => run.id === id);
  const save = (run: Run) => {
    client.run('write', { runs: [run] }).catch(report('train', 'The run was not stored'));
  };
  return {
    find,
    save,
    change: (id, part) => {
      const before = find(id);
      if (!before || !mayChange()) return;
      const changed = { ...before, ...part };
      set(({ runs }) => ({ runs: runs.map((run) => (run.id === id ? changed : run)) }));
      save(changed);
    },
  };
}
