import type { Run } from '../../core/training/run.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';

/** The last step of a run that has held photos out: to learn from these too. Runs judged in folds have done so. */
export function LearnFromAll({ run }: { readonly run: Run }) {
  const learnFromAll = useStore((state) => state.learnFromAll);
  const current = useStore((state) => state.dataset.samples.length > 0);
  if (run.folds !== null || run.measuredBy !== null || run.counts.validation === 0 || !current) return null;
  return (
    <section className="evaluation-part" aria-label="Learn from all photos">
      <Button onClick={() => void learnFromAll(run.id)}>Learn from all photos</Button>
      <p className="score-what">
        Trains once more in the same way, with the validation photos among the others. The figure above stays
        the one to go by: it is of a model that had not seen them.
      </p>
    </section>
  );
}
