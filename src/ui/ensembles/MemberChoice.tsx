import { useState } from 'react';
import { sameClasses } from '../../core/prediction/output-orders.ts';
import { judgeOf, type Run } from '../../core/training/run.ts';
import { nameOfRun } from '../../core/training/run-name.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { recipeWords, scoreWords } from '../training/training-words.ts';

/** Rows that are made at once. */
const PAGE = 20;

interface Props {
  /** The run whose classes the others must have. */
  readonly run: Run;
  readonly checked: ReadonlySet<string>;
  readonly onCheck: (id: string, on: boolean) => void;
}

/** Which runs answer together. */
export function MemberChoice({ run, checked, onCheck }: Props) {
  const runs = useStore((state) => state.runs);
  const cards = useStore((state) => state.cards);
  const [shown, setShown] = useState(PAGE);
  return (
    <fieldset className="member-choice">
      <legend>Runs that answer together</legend>
      <ul className="member-list">
        {runs.slice(0, shown).map((one) => {
          const twin = runs.find(
            (other) => other !== one && checked.has(other.id) && judgeOf(other) === judgeOf(one),
          );
          const unfit = sameClasses(run, one)
            ? twin && !checked.has(one.id) && `Has the answers of ${nameOfRun(twin)}, which is chosen.`
            : 'Has other classes than the run in use.';
          const fits = !unfit;
          return (
            <li key={one.id}>
              <label className="member-row" data-disabled={!fits || undefined}>
                <input
                  type="checkbox"
                  checked={fits && checked.has(one.id)}
                  disabled={!fits}
                  onChange={(event) => onCheck(one.id, event.currentTarget.checked)}
                />
                <bdi className="member-name">{nameOfRun(one)}</bdi>
                <span className="member-score numbers">{scoreWords(one.validation)}</span>
                <span className="member-recipe numbers">{unfit || recipeWords(one.recipe, cards)}</span>
              </label>
            </li>
          );
        })}
      </ul>
      {runs.length > shown && (
        <Button look="quiet" onClick={() => setShown(shown + PAGE)}>
          Show more: {runs.length - shown} are left
        </Button>
      )}
    </fieldset>
  );
}
