import { Trash2 } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { type Ensemble, isComplete } from '../../core/prediction/ensemble.ts';
import { nameOfEnsemble } from '../../core/prediction/ensemble-name.ts';
import type { AnsweredRun } from '../../core/training/run.ts';
import { useStore } from '../../store/store.ts';
import { useAnsweredRuns } from '../evaluation/use-answered-runs.ts';
import { Button } from '../primitives/Button.tsx';
import { Disclosure } from '../primitives/Disclosure.tsx';
import { NameInput } from '../primitives/NameInput.tsx';
import { CombinationView } from './CombinationView.tsx';
import { ensembleLine } from './ensemble-words.ts';
import { useCombination } from './use-combination.ts';

/** The ensembles that were kept: which one answers, their names, and their figures. */
export function KeptEnsembles() {
  const ensembles = useStore((state) => state.ensembles);
  const currentId = useStore((state) => state.currentEnsembleId);
  if (ensembles.length === 0) return null;
  return (
    <section className="ensembles-part" aria-label="Kept ensembles">
      <h3>Kept ensembles</h3>
      <ul className="ensemble-list">
        {ensembles.map((ensemble) => (
          <KeptEnsemble key={ensemble.id} ensemble={ensemble} current={ensemble.id === currentId} />
        ))}
      </ul>
    </section>
  );
}

interface Props {
  readonly ensemble: Ensemble;
  readonly current: boolean;
}

function KeptEnsemble({ ensemble, current }: Props) {
  const complete = useStore((state) => isComplete(ensemble, state.runs));
  const { chooseEnsemble, nameEnsemble, deleteEnsemble } = useStore.getState();
  const [renaming, setRenaming] = useState(false);
  const rename = useRef<HTMLButtonElement>(null);
  const { id } = ensemble;
  const name = nameOfEnsemble(ensemble);
  return (
    <li className="ensemble" data-current={current || undefined}>
      {renaming ? (
        <NameInput
          name={ensemble.name}
          plain={nameOfEnsemble({ ...ensemble, name: null })}
          onName={(next) => nameEnsemble(id, next)}
          autoFocus
          onDone={(byKey) => {
            setRenaming(false);
            if (byKey) rename.current?.focus();
          }}
        />
      ) : (
        <button
          type="button"
          className="ensemble-choose"
          aria-current={current ? 'true' : undefined}
          onClick={() => chooseEnsemble(id)}
        >
          <bdi className="member-name">{name}</bdi>
          {current && <span className="member-score">answers under Use</span>}
          <span className="member-recipe numbers">{ensembleLine(ensemble)}</span>
        </button>
      )}
      <Button look="quiet" icon={Trash2} label={`Delete ${name}`} onClick={() => deleteEnsemble(id)} />
      {!complete && (
        <p className="ensemble-more ensembles-hint">
          Incomplete: one of its runs was deleted, so it can’t answer. Undo the deletion to have it whole
          again.
        </p>
      )}
      {current && (
        <div className="ensemble-more">
          <Button ref={rename} aria-label={`Rename ${name}`} onClick={() => setRenaming(true)}>
            Rename
          </Button>
          {complete && (
            <Disclosure label={`How good ${name} is`}>
              <KeptFigures ensemble={ensemble} />
            </Disclosure>
          )}
        </div>
      )}
    </li>
  );
}

const unread: readonly AnsweredRun[] = [];

/** Made when it's first asked for. */
function KeptFigures({ ensemble }: Pick<Props, 'ensemble'>) {
  const all = useStore((state) => state.runs);
  const runs = useMemo(
    () => ensemble.members.flatMap(({ runId }) => all.find(({ id }) => id === runId) ?? []),
    [ensemble.members, all],
  );
  const { combination } = useCombination(useAnsweredRuns(runs) ?? unread, ensemble.members);
  return (
    combination && (
      <CombinationView
        combination={combination}
        method={ensemble.method}
        name={`the runs of ${nameOfEnsemble(ensemble)}`}
      />
    )
  );
}
