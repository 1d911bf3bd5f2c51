import { useId } from 'react';
import { countWords, photoWords } from '../../../core/count-words.ts';
import type { ImportCorrections, PlannedClass } from '../../../core/dataset/import/import-plan.ts';
import type { PlanSummary } from '../../../store/dataset/dataset-state.ts';
import { useStore } from '../../../store/store.ts';
import { Button } from '../../primitives/Button.tsx';
import { NameInput } from '../../primitives/NameInput.tsx';
import { useShowMore } from '../../primitives/use-show-more.tsx';
import { plannedWords } from './import-words.ts';

/** Classes shown at once: a list of thousands would take the page's time. */
const FIRST = 60;

interface Props {
  readonly plan: PlanSummary;
  readonly names: ImportCorrections['classes'];
}

/** The classes of a plan with their photos counted. Each can be renamed, which joins it to another of that name, or set aside. */
export function PlanTree({ plan, names }: Props) {
  const id = useId();
  const { classes, photos, setAside } = plan;
  const { shown, more } = useShowMore(classes, FIRST);
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="plan-root">
        {photoWords(photos)} in {countWords(classCount(classes, names))}{' '}
        {classCount(classes, names) === 1 ? 'class' : 'classes'}
      </h3>
      <ul className="plan-classes">
        {shown.map((planned) => (
          <PlanClass key={planned.name} planned={planned} names={names} />
        ))}
      </ul>
      {more}
      {setAside > 0 && (
        <p className="plan-aside">
          {setAside === 1 ? '1 photo has' : `${photoWords(setAside)} have`} no class and{' '}
          {setAside === 1 ? 'is' : 'are'} set aside.
        </p>
      )}
    </section>
  );
}

function PlanClass({ planned, names }: { readonly planned: PlannedClass } & Pick<Props, 'names'>) {
  const { correctImport } = useStore.getState();
  const { name } = planned;
  const given = names.get(name);
  const put = (next: string | null) => correctImport({ classes: new Map([...names, [name, next]]) });
  return (
    <li className="plan-class" data-aside={given === null || undefined}>
      <NameInput
        name={given === undefined || given === null ? name : given}
        plain={name}
        onName={(next) => put(next.normalize('NFC').trim() || name)}
      />
      <span className="plan-count numbers">{plannedWords(planned)}</span>
      <Button
        look="quiet"
        aria-label={given === null ? `Take the photos of ${name}` : `Set the photos of ${name} aside`}
        onClick={() => put(given === null ? name : null)}
      >
        {given === null ? 'Take' : 'Set aside'}
      </Button>
    </li>
  );
}

function classCount(classes: readonly PlannedClass[], names: Props['names']): number {
  const kept = classes.map(({ name }) => (names.has(name) ? names.get(name) : name));
  return new Set(kept.filter((name) => name !== null)).size;
}
