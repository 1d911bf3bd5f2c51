import { augments } from '../../core/augmentation/augmentation.ts';
import type { Run } from '../../core/training/run.ts';
import { useStore } from '../../store/store.ts';
import { Field } from '../primitives/Field.tsx';
import { Switch } from '../primitives/Switch.tsx';

/** Views beside the photo itself. */
const VIEWS = 4;

interface Props {
  readonly run: Run;
  /** One plain sentence on where it counts. */
  readonly where: string;
}

/**
 * The switch of test-time augmentation: the mean over the photo and views of it. Only where a run was trained with
 * augmentation: views of any other would all be the photo itself.
 */
export function TestViews({ run, where }: Props) {
  const on = useStore((state) => state.testViews > 0);
  const setTestViews = useStore((state) => state.setTestViews);
  if (!augments(run.recipe.augmentation)) return null;
  return (
    <Field
      label={`Average over ${VIEWS + 1} views`}
      hint={`Asks about the photo and ${VIEWS} views of it, varied as in training, and takes the mean: steadier, and ${VIEWS + 1} times as slow. ${where}`}
      initial="off"
      layout="row"
    >
      {(ids) => <Switch ids={ids} checked={on} onChange={(checked) => setTestViews(checked ? VIEWS : 0)} />}
    </Field>
  );
}
