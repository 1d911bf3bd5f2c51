import { useStore } from '../../../store/store.ts';
import { ProgressBar } from '../../primitives/ProgressBar.tsx';

/** How far the cross-validation is, with Stop; nothing while none runs. */
export function CrossValidationProgress() {
  const running = useStore((state) => state.crossValidating);
  const stop = useStore((state) => state.stopCrossValidation);
  if (running === null) return null;
  const { unit, progress } = running;
  return (
    <ProgressBar
      what={unit === 'photos' ? 'Looking at photos first' : 'Training without one part after another'}
      unit={unit === 'photos' ? 'photos' : 'parts'}
      done={progress?.done ?? 0}
      total={progress?.total ?? null}
      rate={progress?.rate ?? 0}
      onStop={stop}
    />
  );
}
