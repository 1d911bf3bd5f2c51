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

/** The switch of test-time augmentation: the mean over the photo and views of it. */
export function TestViews({ run, where }: Props) {
  const on = useStore((state) => state.testViews > 0);
  const setTestViews = useStore((state) => state.setTestViews);
  const augmented = augments(run.recipe.augmentation);
  return (
    <Field
      label={`Average over ${VIEWS + 1} views`}
      hint={
        augmented
          ? `Asks about the photo and ${VIEWS} views of it, varied as in training, and takes the mean: steadier, and ${VIEWS + 1} times as slow. ${where}`
          : 'For runs trained with augmentation: views of this run would all be the photo itself.'
      }
      initial="off"
      layout="row"
    >
      {(ids) => (
        <Switch
          ids={ids}
          checked={on && augmented}
          disabled={!augmented}
          onChange={(checked) => setTestViews(checked ? VIEWS : 0)}
        />
      )}
    </Field>
  );
}
