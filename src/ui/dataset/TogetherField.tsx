import { emptyDataset } from '../../core/dataset/dataset.ts';
import { keepTogether } from '../../core/dataset/edits.ts';
import { useStore } from '../../store/store.ts';
import { Field } from '../primitives/Field.tsx';
import { Switch } from '../primitives/Switch.tsx';

/** Whether near-duplicates may be divided. */
export function TogetherField() {
  const together = useStore((state) => state.dataset.split.together);
  const change = (next: boolean) => {
    const { dataset, editDataset } = useStore.getState();
    editDataset(
      next ? 'Keep near-duplicates together' : 'Divide near-duplicates',
      keepTogether(dataset, next),
    );
  };
  return (
    <Field
      label="Keep near-duplicates on one side of the split"
      layout="row"
      initial={emptyDataset.split.together ? 'on' : 'off'}
      hint="Before a training, new photos are compared, and those that show nearly the same go to one side. Otherwise the model is judged by photos that it has all but seen, and the score is too good."
    >
      {(ids) => <Switch ids={ids} checked={together} onChange={change} />}
    </Field>
  );
}
