import { useStore } from '../../store/store.ts';
import { ProgressBar } from '../primitives/ProgressBar.tsx';

/** How far the search for near-duplicates is, with Stop. */
export function SearchProgress() {
  const searching = useStore((state) => state.findingDuplicates);
  const stop = useStore((state) => state.stopFindingDuplicates);
  if (searching === null) return null;
  const { unit, progress } = searching;
  return (
    <ProgressBar
      what={unit === 'photos' ? 'Looking at the photos' : 'Comparing the photos'}
      unit={unit}
      done={progress?.done ?? 0}
      total={progress?.total ?? null}
      rate={progress?.rate ?? 0}
      onStop={stop}
    />
  );
}
