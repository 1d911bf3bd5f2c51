import { Copy, RotateCcw } from 'lucide-react';
import { Suspense, useState } from 'react';
import { emptyDataset } from '../../core/dataset/dataset.ts';
import { totalCounts } from '../../core/dataset/selectors.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { Disclosure } from '../primitives/Disclosure.tsx';
import { Field } from '../primitives/Field.tsx';
import { laterDialog } from '../primitives/later.tsx';
import { NumberInput } from '../primitives/NumberInput.tsx';
import { SplitBar } from './SplitBar.tsx';
import { TogetherField } from './TogetherField.tsx';
import './SplitControl.css';

const DuplicatesDialog = laterDialog('Near-duplicates', () => import('./DuplicatesDialog.tsx'));

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** How the photos are divided, and under More what decides it. */
export function SplitControl() {
  const split = useStore((state) => state.dataset.split);
  const counts = useStore((state) => totalCounts(state.dataset));
  const setSplit = useStore((state) => state.setSplit);
  const clearDataset = useStore((state) => state.clearDataset);
  // While the handle is dragged only the number follows: dividing thousands of photos anew waits for its release.
  const [draft, setDraft] = useState<number | null>(null);
  const [showing, setShowing] = useState(false);
  const commit = () => {
    if (draft !== null && draft !== split.validation) setSplit({ ...split, validation: draft });
    setDraft(null);
  };
  const share = draft ?? split.validation;
  return (
    <div className="split">
      <SplitBar counts={counts} />
      <Disclosure>
        <Field
          label="Validation share"
          value={percent(share)}
          initial={percent(emptyDataset.split.validation)}
          hint="Photos kept aside to check with while it learns. Take less when you have few photos, more to be surer of the result. Photos from a folder called train, validation or test stay where they are."
        >
          {(ids) => (
            <input
              {...ids}
              type="range"
              min={0}
              max={90}
              step={5}
              value={Math.round(share * 100)}
              aria-valuetext={percent(share)}
              onChange={(event) => setDraft(event.currentTarget.valueAsNumber / 100)}
              onPointerUp={commit}
              onKeyUp={commit}
              onBlur={commit}
            />
          )}
        </Field>
        <Field
          label="Split seed"
          layout="row"
          initial={String(emptyDataset.split.seed)}
          hint="Decides by lot which photos are validation. Another number gives another draw; the same number always the same."
        >
          {(ids) => (
            <NumberInput
              ids={ids}
              value={split.seed}
              min={0}
              max={2 ** 31 - 1}
              onChange={(seed) => setSplit({ ...split, seed })}
            />
          )}
        </Field>
        <TogetherField />
        <div className="split-clear">
          <Button icon={Copy} onClick={() => setShowing(true)}>
            Near-duplicates…
          </Button>
          <p className="field-hint">Looks for photos that show nearly the same, in all splits.</p>
        </div>
        <div className="split-clear">
          <Button danger icon={RotateCcw} onClick={clearDataset}>
            Start over
          </Button>
          <p className="field-hint">Takes all classes and photos away. Undo brings them back.</p>
        </div>
      </Disclosure>
      {showing && (
        <Suspense>
          <DuplicatesDialog onClose={() => setShowing(false)} />
        </Suspense>
      )}
    </div>
  );
}
