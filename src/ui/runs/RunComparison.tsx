import { useId, useMemo, useState } from 'react';
import type { Run } from '../../core/training/run.ts';
import { nameOfRun, quotedName } from '../../core/training/run-name.ts';
import { useStore } from '../../store/store.ts';
import { LineMark } from '../charts/LineMark.tsx';
import { OverlayChart } from '../charts/OverlayChart.tsx';
import { OverlayTable } from '../charts/OverlayTable.tsx';
import { useAnsweredRuns } from '../evaluation/use-answered-runs.ts';
import { ScrollRegion } from '../primitives/ScrollRegion.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { scoreWords, stepWord } from '../training/training-words.ts';
import { dataChangeWords } from './data-words.ts';
import {
  comparedWords,
  compareRuns,
  comparisonWords,
  type FairSplit,
  strictnessWords,
} from './run-comparison.ts';
import { settingDifferences, settingsOf } from './run-settings.ts';
import { openedWords } from './run-words.ts';
import './RunComparison.css';

/** Two or more runs, the oldest first: curves over each other, what differs, and whether the difference is real. */
export function RunComparison({ runs }: { readonly runs: readonly Run[] }) {
  const lines = useMemo(
    () => runs.map((run) => ({ id: run.id, name: nameOfRun(run), history: run.history })),
    [runs],
  );
  const [stepOfOne, stepOfOthers] = new Set(runs.map(({ recipe }) => stepWord(recipe)));
  const step = stepOfOthers === undefined && stepOfOne !== undefined ? stepOfOne : 'Step';
  return (
    <div className="comparison">
      <ul className="comparison-runs">
        {runs.map((run, index) => (
          <li key={run.id}>
            <LineMark index={index} />
            <strong>
              <bdi>{nameOfRun(run)}</bdi>
            </strong>
            <span className="numbers">
              {run.folds === null ? 'Validation' : 'Left out in turn'}: {scoreWords(run.validation)}. Test:{' '}
              {run.test ? `${scoreWords(run.test)}, ` : ''}
              {openedWords(run)}.
            </span>
          </li>
        ))}
      </ul>
      <section className="comparison-part" aria-label="Is the difference real?">
        <h3>Is the difference real?</h3>
        <Difference runs={runs} />
      </section>
      <section className="comparison-part" aria-label="Curves">
        <h3>Curves</h3>
        <div className="comparison-charts">
          <OverlayChart metric="loss" runs={lines} step={step} />
          <OverlayChart metric="accuracy" runs={lines} step={step} />
        </div>
        <OverlayTable runs={lines} step={step} />
      </section>
      <section className="comparison-part" aria-label="What differs in the recipe">
        <h3>What differs in the recipe</h3>
        <Settings runs={runs} />
      </section>
      <section className="comparison-part" aria-label="What differs in the data">
        <h3>What differs in the data</h3>
        <DataChanges runs={runs} />
      </section>
    </div>
  );
}

const splitsOf = (runs: readonly Run[]) =>
  [
    { value: 'validation', label: runs.every(({ folds }) => folds !== null) ? 'Every photo' : 'Validation' },
    { value: 'test', label: 'Test' },
  ] as const;

/** McNemar's test of each run against one of them. */
function Difference({ runs }: { readonly runs: readonly Run[] }) {
  const id = useId();
  const [wanted, setWanted] = useState<FairSplit>('validation');
  const [wantedId, setWantedId] = useState(runs[0]?.id);
  const opened = runs.filter(({ test }) => test !== null).length > 1;
  const split = opened ? wanted : 'validation';
  const answered = useAnsweredRuns(runs);
  const reference = runs.find((run) => run.id === wantedId) ?? runs[0];
  const pairs = useMemo(() => {
    const base = answered?.find(({ id }) => id === reference?.id);
    if (!answered || !base) return [];
    return answered.flatMap((other) =>
      other === base ? [] : [{ other, result: compareRuns(other, base, split) }],
    );
  }, [answered, reference, split]);
  if (!reference) return null;
  return (
    <>
      <div className="comparison-choices">
        {opened && (
          <Segmented
            label="Photos to compare on"
            value={split}
            options={splitsOf(runs)}
            onChange={setWanted}
          />
        )}
        {runs.length > 2 && (
          <label className="comparison-reference" htmlFor={id}>
            Each against
            <select
              id={id}
              className="field-control"
              value={reference.id}
              onChange={(event) => setWantedId(event.currentTarget.value)}
            >
              {runs.map((run) => (
                <option key={run.id} value={run.id}>
                  {nameOfRun(run)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {pairs.map(({ other, result }) => (
        <div key={other.id} className="comparison-pair">
          <p className="comparison-verdict">
            {comparisonWords(result, quotedName(other), quotedName(reference), pairs.length)}
          </p>
          {result.total > 0 && (
            <p className="comparison-hint">{comparedWords(result.total, other, reference, split)}</p>
          )}
        </div>
      ))}
      <p className="comparison-hint">
        McNemar’s exact test looks at the photos on which exactly one of two runs is right, and asks how often
        a fair coin would fall so unevenly. Photos that either run was trained on are not counted.
        {pairs.length > 1 && ` ${strictnessWords(pairs.length)}`}
      </p>
    </>
  );
}

function Settings({ runs }: { readonly runs: readonly Run[] }) {
  const cards = useStore((state) => state.cards);
  const differences = useMemo(
    () => settingDifferences(runs.map(({ recipe }) => settingsOf(recipe, cards))),
    [runs, cards],
  );
  if (differences.length === 0) return <p>Nothing: their recipes are the same.</p>;
  return (
    <ScrollRegion className="comparison-table" label="Settings that differ">
      <table>
        <thead>
          <tr>
            <th scope="col">Setting</th>
            {runs.map((run, index) => (
              <th key={run.id} scope="col">
                <span className="comparison-column">
                  <LineMark index={index} />
                  <bdi>{nameOfRun(run)}</bdi>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differences.map(({ label, values }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {runs.map(({ id }, index) => (
                <td key={id}>{values[index]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** From each run to the next. */
function DataChanges({ runs }: { readonly runs: readonly Run[] }) {
  const changes = useMemo(
    () =>
      runs.slice(1).map((run, index) => {
        const older = runs[index];
        return { id: run.id, words: older ? `${quotedName(run)}. ${dataChangeWords(older, run)}` : '' };
      }),
    [runs],
  );
  return (
    <ul className="comparison-changes">
      {changes.map(({ id, words }) => (
        <li key={id}>{words}</li>
      ))}
    </ul>
  );
}
