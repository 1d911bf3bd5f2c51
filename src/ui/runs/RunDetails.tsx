import { Trash2 } from 'lucide-react';
import { type ReactNode, Suspense, useMemo } from 'react';
import { durationWords } from '../../core/duration-words.ts';
import type { EvaluationSummary } from '../../core/evaluation/evaluation.ts';
import { accuracyWords, unseenBy } from '../../core/evaluation/words.ts';
import { guessedWords } from '../../core/lesson/guess-words.ts';
import { someWords } from '../../core/list-words.ts';
import type { Run } from '../../core/training/run.ts';
import { useStore } from '../../store/store.ts';
import { TrainingCurves } from '../charts/TrainingCurves.tsx';
import { Button } from '../primitives/Button.tsx';
import { Field } from '../primitives/Field.tsx';
import { later } from '../primitives/later.tsx';
import { stepWord, trainingTime } from '../training/training-words.ts';
import { AgainButton } from './AgainButton.tsx';
import { dataChangeWords, runBefore } from './data-words.ts';
import { RunNameInput } from './RunNameInput.tsx';
import { RunNote } from './RunNote.tsx';
import { settingsOf } from './run-settings.ts';
import { openedWords, splitCountsWords, whenWords } from './run-words.ts';
import { StarButton } from './StarButton.tsx';
import './RunDetails.css';

const ReportButtons = later('The report', () => import('../report/ReportButtons.tsx'));

/** Classes that are named; the others are counted. */
const MOST_NAMED = 100;

interface Props {
  readonly run: Run;
  readonly onDelete: () => void;
}

/** Everything that is known of a run, and what can be done with it. */
export function RunDetails({ run, onDelete }: Props) {
  const current = useStore((state) => state.currentRunId === run.id);
  const chooseRun = useStore((state) => state.chooseRun);
  return (
    <div className="run-details">
      <div className="run-details-own">
        <Field label="Name" hint="Instead of its number. Leave it empty to have the number again.">
          {({ id, ...described }) => (
            <RunNameInput run={run} id={id} describedBy={described['aria-describedby']} />
          )}
        </Field>
        <RunNote run={run} />
        <div className="run-details-actions">
          <StarButton run={run} />
          <Button aria-disabled={current} onClick={() => chooseRun(run.id)}>
            {current ? 'In use under Evaluate and Use' : 'Use it under Evaluate and Use'}
          </Button>
          <AgainButton run={run} />
          <Button icon={Trash2} look="quiet" danger onClick={onDelete}>
            Delete
          </Button>
        </div>
        <div className="run-details-report">
          <Suspense>
            <ReportButtons run={run} />
          </Suspense>
        </div>
      </div>
      <section className="run-details-part" aria-label="Result">
        <h3>Result</h3>
        <Result run={run} />
        {run.history.length > 0 && (
          <TrainingCurves
            id={run.id}
            epochs={run.history.at(-1)?.epoch ?? 0}
            step={stepWord(run.recipe)}
            history={run.history}
            batch={null}
            kept={run.kept}
            unseen={unseenBy(run)}
          />
        )}
      </section>
      <section className="run-details-part" aria-label="Recipe">
        <h3>Recipe</h3>
        <Recipe run={run} />
      </section>
      <div className="run-details-part">
        <Made run={run} />
      </div>
    </div>
  );
}

function Facts({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="run-facts numbers">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function judgedWords(judged: EvaluationSummary | null, none: string): string {
  return judged && judged.total > 0 ? `${accuracyWords(judged.correct, judged.total)}.` : none;
}

function Result({ run }: { readonly run: Run }) {
  const fitted = run.temperature !== 1;
  const guessed = guessedWords(run);
  return (
    <Facts
      facts={[
        [run.folds === null ? 'Validation' : 'Every photo', judgedWords(run.validation, 'Not judged.')],
        ...(guessed === null ? [] : [['Guessed before', guessed] as const]),
        ['Test', `${judgedWords(run.test, '')} The envelope was ${openedWords(run)}.`.trim()],
        [
          'Temperature',
          fitted
            ? `${run.temperature.toFixed(2)}: the logits are divided by it, so that probabilities are as often right as they say.`
            : 'Not fitted: probabilities are the model’s own.',
        ],
      ]}
    />
  );
}

function Recipe({ run }: { readonly run: Run }) {
  const cards = useStore((state) => state.cards);
  const settings = useMemo(() => settingsOf(run.recipe, cards), [run.recipe, cards]);
  return (
    <>
      <p className="run-details-hint">What is not the default is in bold.</p>
      <Facts
        facts={settings.map(({ label, value, changed }) => [
          label,
          changed ? <strong key={label}>{value}</strong> : value,
        ])}
      />
    </>
  );
}

function Made({ run }: { readonly run: Run }) {
  const runs = useStore((state) => state.runs);
  const before = useMemo(() => runBefore(runs, run), [runs, run]);
  const changes = useMemo(() => before && dataChangeWords(before, run), [before, run]);
  const { data, environment, timing } = run;
  const { extraction, choosing, head, boundary, fineTuning } = timing;
  return (
    <>
      <section className="run-details-part" aria-label="Data">
        <h3>Data</h3>
        <Facts
          facts={[
            ['Photos', splitCountsWords(run)],
            [
              'Classes',
              someWords(
                run.classes.map(({ name }) => name),
                MOST_NAMED,
              ),
            ],
            ['Fingerprint', data ? data.fingerprint : 'Unknown: the run is of an earlier version.'],
          ]}
        />
        <p className="run-details-hint">
          The fingerprint is the same for the same photos with the same labels and splits.
        </p>
        {changes && <p>{changes}</p>}
      </section>
      <section className="run-details-part" aria-label="Environment">
        <h3>Environment</h3>
        <Facts
          facts={[
            ['Trained', whenWords(run.createdAt)],
            [
              'Backend',
              environment && environment.threads > 1
                ? `${run.backend}, ${environment.threads} threads`
                : run.backend,
            ],
            ...(environment
              ? ([
                  ['Headstart', environment.app],
                  ['TensorFlow.js', environment.tfjs],
                  ['Browser', environment.browser],
                  ['Weights', `${environment.weights.slice(0, 16)}…`],
                ] as const)
              : []),
          ]}
        />
      </section>
      <section className="run-details-part" aria-label="Time">
        <h3>Time</h3>
        <Facts
          facts={(
            [
              ['Looking at photos', extraction],
              ['Finding out what to read', choosing],
              ['Training the head', head],
              ['Reading up to the blocks that learn', boundary],
              ['Fine-tuning', fineTuning],
              ['In all', trainingTime(timing)],
            ] as const
          )
            .filter(([, milliseconds]) => milliseconds > 0)
            .map(([name, milliseconds]) => [name, durationWords(milliseconds)] as const)}
        />
      </section>
    </>
  );
}
