import { useMemo, useState } from 'react';
import { countWords } from '../../../core/count-words.ts';
import { totalCounts } from '../../../core/dataset/selectors.ts';
import { durationWords } from '../../../core/duration-words.ts';
import type { SweepAxis } from '../../../core/training/sweep.ts';
import { planTrials } from '../../../core/training/sweep-trials.ts';
import { useStore } from '../../../store/store.ts';
import { Button } from '../../primitives/Button.tsx';
import { AxisField } from './AxisField.tsx';
import { type AxisKey, parseValues, suggestedValues, valuesText } from './sweep-axes.ts';
import { sweepCost } from './sweep-time.ts';

/** So many heads take a minute; nobody reads more. */
const MOST_TRIALS = 100;

interface Choice {
  readonly key: AxisKey;
  /** As typed; null: what is suggested around the present recipe. */
  readonly text: string | null;
}

/** What to vary, and what it will take. */
export function SweepForm() {
  const recipe = useStore((state) => state.recipe);
  const runs = useStore((state) => state.runs);
  const photos = useStore((state) => totalCounts(state.dataset));
  const sweeping = useStore((state) => state.sweeping !== null);
  const sweep = useStore((state) => state.sweep);
  const [first, setFirst] = useState<Choice>({ key: 'learningRate', text: null });
  const [second, setSecond] = useState<Choice | null>(null);

  const read = (choice: Choice) => {
    const text = choice.text ?? valuesText(suggestedValues(recipe, choice.key));
    return { key: choice.key, text, ...parseValues(text, choice.key) };
  };
  const fields = [read(first), ...(second ? [read(second)] : [])];
  const [firstField, secondField] = fields;
  const axes: readonly SweepAxis[] = fields.map(({ key, values }) => ({ key, values }));
  const valid = fields.every(({ problem }) => problem === null);
  const plan = JSON.stringify(axes);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the axes are new objects each time; `plan` tells whether they differ.
  const cost = useMemo(() => {
    if (!valid) return null;
    return sweepCost(planTrials(recipe, axes), runs, photos.train);
  }, [valid, recipe, plan, runs, photos.train]);
  const tooMany = cost !== null && cost.trainings > MOST_TRIALS;
  const unjudged = photos.validation === 0;

  const begin = () => {
    if (sweeping || !valid || tooMany || unjudged) return;
    // What was tried stays in the fields when a value of it is taken into the recipe.
    setFirst({ ...first, text: firstField?.text ?? null });
    if (second) setSecond({ ...second, text: secondField?.text ?? null });
    void sweep(axes);
  };
  return (
    <>
      <div className="sweep-axes">
        <AxisField
          label="Setting"
          value={first.key}
          optional={false}
          taken={second?.key ?? null}
          text={firstField?.text ?? ''}
          problem={firstField?.problem ?? null}
          onChoose={(key) => key && setFirst({ key, text: null })}
          onType={(text) => setFirst({ ...first, text })}
        />
        <AxisField
          label="Together with"
          value={second?.key ?? null}
          optional
          taken={first.key}
          text={secondField?.text ?? ''}
          problem={secondField?.problem ?? null}
          onChoose={(key) => setSecond(key && { key, text: null })}
          onType={(text) => second && setSecond({ ...second, text })}
        />
      </div>
      <div className="sweep-begin">
        <Button
          disabled={!valid || tooMany || unjudged}
          aria-disabled={sweeping}
          aria-describedby="sweep-cost"
          onClick={begin}
        >
          Try them
        </Button>
        <p id="sweep-cost" className="sweep-hint numbers">
          {unjudged && 'There are no validation photos to compare by: hold some out under Data.'}
          {!unjudged &&
            tooMany &&
            `${countWords(cost.trainings)} combinations are too many: ${MOST_TRIALS} at most.`}
          {!unjudged && !tooMany && cost && costWords(cost)}
        </p>
      </div>
    </>
  );
}

function costWords({ trainings, milliseconds }: ReturnType<typeof sweepCost>): string {
  const words = `${countWords(trainings)} trainings of the head`;
  return milliseconds === null ? words : `${words}, about ${durationWords(milliseconds)}`;
}
