import { useEffect, useMemo } from 'react';
import { countWords, photoWords } from '../../../core/count-words.ts';
import { sampleById, samplesOfSplit } from '../../../core/dataset/selectors.ts';
import { samplesThen } from '../../../core/dataset/version.ts';
import { leakOf } from '../../../core/evaluation/leak.ts';
import { intervalWords, percentWords } from '../../../core/evaluation/words.ts';
import { useStore } from '../../../store/store.ts';
import type { Judged } from '../judged.ts';
import './LeakNote.css';

/** The score without the photos that have a near-duplicate among the run's training photos, where it is another. */
export default function LeakNote({ run, split, answers }: Judged) {
  const dataset = useStore((state) => state.dataset);
  const leak = useMemo(() => {
    const trained = run.data
      ? samplesThen(run.data, dataset.samples, 'train')
      : samplesOfSplit(dataset, 'train');
    return leakOf(answers, (id) => sampleById(dataset, id), trained);
  }, [run.data, dataset, answers]);
  const searching = useCompareTest(split, answers);
  const { leaked, all, clean } = leak;
  // Folds keep near-duplicates together.
  if (split === 'train' || (split === 'validation' && run.folds !== null)) return null;
  const differs = clean.total === 0 || clean.correct * all.total !== all.correct * clean.total;
  const shown = leaked > 0 && differs;
  return (
    <div aria-live="polite" className="leak-note numbers">
      {searching && <p>Comparing the test photos with the training photos…</p>}
      {shown && (
        <p>
          {photoWords(leaked)} of this {split} split {leaked === 1 ? 'has' : 'have'} a near-duplicate among
          the photos that this run was trained on.{' '}
          {clean.total === 0
            ? 'Without them nothing is left to judge by: the score says nothing of new photos.'
            : `Without ${leaked === 1 ? 'it' : 'them'}: ${countWords(clean.correct)} of ${countWords(clean.total)} right, ${percentWords(clean.correct / clean.total, 1)} (${intervalWords(clean.correct, clean.total)}) instead of ${percentWords(all.correct / all.total, 1)}.`}
        </p>
      )}
    </div>
  );
}

/**
 * Test photos are not compared before a training, which would have to look at them for it. Once they were judged, their
 * features are there, and to compare them takes a moment.
 */
function useCompareTest(split: Judged['split'], answers: Judged['answers']): boolean {
  const missing = useStore(
    ({ dataset, compared, engine }) =>
      split === 'test' &&
      engine.kind === 'ready' &&
      answers.some(({ sampleId }) => {
        const sample = sampleById(dataset, sampleId);
        return sample !== undefined && !sample.excluded && !compared.has(sample.hash);
      }),
  );
  const searching = useStore((state) => state.findingDuplicates !== null);
  useEffect(() => {
    if (missing) void useStore.getState().findDuplicates();
  }, [missing]);
  return missing && searching;
}
