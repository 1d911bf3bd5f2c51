import { useState } from 'react';
import { photoWords } from '../../core/count-words.ts';
import type { Split } from '../../core/dataset/dataset.ts';
import { samplesOfSplit } from '../../core/dataset/selectors.ts';
import { percentWords } from '../../core/evaluation/words.ts';
import type { Combination } from '../../core/prediction/combine.ts';
import type { Ensemble } from '../../core/prediction/ensemble.ts';
import type { EnsembleFigures } from '../../core/prediction/ensemble-figures.ts';
import { nameOfRun, quotedName } from '../../core/training/run-name.ts';
import { useStore } from '../../store/store.ts';
import { splitPhotos } from '../evaluation/metrics/metric-words.ts';
import { Score } from '../evaluation/Score.tsx';
import { Disclosure } from '../primitives/Disclosure.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { comparisonWords } from '../runs/run-comparison.ts';
import { AnswerCost } from './AnswerCost.tsx';
import { closedWords, memberWords } from './ensemble-words.ts';
import { TogetherConfusion } from './TogetherConfusion.tsx';

interface Props {
  readonly combination: Combination;
  readonly method: Ensemble['method'];
  /** What they are called together: 'these runs', 'Ensemble 2'. */
  readonly name: string;
}

/** Of runs that have all judged in folds; null where one has held photos out. */
const foldsOf = (runs: Combination['runs']): number | null =>
  runs.every(({ folds }) => folds !== null) ? (runs[0]?.folds ?? null) : null;

/** How good runs are together, what each brings, what they cost, and whether the gain is real. */
export function CombinationView({ combination, method, name }: Props) {
  const { runs, best, validation, test } = combination;
  const [wanted, setWanted] = useState<Exclude<Split, 'train'>>('validation');
  const heldOut = useStore((state) => samplesOfSplit(state.dataset, 'test').length);
  const figures = (wanted === 'test' ? test : validation) ?? validation ?? test;
  if (!figures || !best)
    return (
      <p className="ensembles-hint">
        No photo was held out from all of these runs, so nothing can be said of how good they are together.
      </p>
    );
  const { split, predictions } = figures.evaluation;
  const photos = splitPhotos(split, foldsOf(runs));
  const untested = test === null ? closedWords(runs, heldOut) : null;
  return (
    <>
      {validation && test && (
        <Segmented
          label="Photos to judge the runs together by"
          value={wanted}
          options={[
            { value: 'validation', label: foldsOf(runs) === null ? 'Validation' : 'Every photo' },
            { value: 'test', label: 'Test' },
          ]}
          onChange={setWanted}
        />
      )}
      <Score
        predictions={predictions}
        classCount={runs[0]?.classes.length ?? 0}
        what={`${photos} that none of the models that judged them was trained on`}
      />
      {method !== 'mean' && split === 'validation' && (
        <p className="ensembles-hint">
          The weights were found on these photos, which flatters this number: the test photos tell.
        </p>
      )}
      {untested !== null && <p className="ensembles-hint">{untested}</p>}
      <section className="ensembles-part" aria-label={`Whether the gain of ${name} is real`}>
        <h3>Is the gain real?</h3>
        <p>{comparisonWords(figures.gain, 'the ensemble', quotedName(best))}</p>
        <p className="ensembles-hint numbers">
          McNemar’s exact test against {quotedName(best)}, the member that is best on its own, on{' '}
          {photoWords(figures.gain.total)}.
        </p>
      </section>
      <Members combination={combination} figures={figures} name={name} />
      <AnswerCost key={runs.map(({ id }) => id).join()} combination={combination} best={best} name={name} />
      <Disclosure label="What they mix up together">
        <TogetherConfusion
          evaluation={figures.evaluation}
          photos={photos}
          classes={runs[0]?.classes ?? []}
          label={`What ${name} mix up`}
        />
      </Disclosure>
    </>
  );
}

interface FiguresProps extends Pick<Props, 'combination' | 'name'> {
  readonly figures: EnsembleFigures;
}

function Members({ combination, figures, name }: FiguresProps) {
  const total = figures.evaluation.predictions.length;
  return (
    <section className="ensembles-part" aria-label={`What each brings to ${name}`}>
      <h3>
        What each brings{' '}
        <span className="evaluation-what">
          {splitPhotos(figures.evaluation.split, foldsOf(combination.runs))}
        </span>
      </h3>
      <ul className="member-shares">
        {combination.runs.map((run, i) => {
          const member = figures.members[i];
          return (
            member && (
              <li key={run.id} className="member-share">
                <bdi className="member-name">{nameOfRun(run)}</bdi>
                <span className="numbers">counts {percentWords(member.weight)}</span>
                <span className="member-track" aria-hidden="true">
                  <span className="member-fill" style={{ width: `${100 * member.weight}%` }} />
                </span>
                <span className="member-recipe numbers">{memberWords(member, total)}</span>
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
}
