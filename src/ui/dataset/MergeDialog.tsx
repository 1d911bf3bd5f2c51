import { useState } from 'react';
import type { ClassLabel } from '../../core/dataset/dataset.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { Dialog } from '../primitives/Dialog.tsx';
import { Field } from '../primitives/Field.tsx';

/** Asks which class takes this one's photos. */
export default function MergeDialog({
  label,
  onClose,
}: {
  readonly label: ClassLabel;
  readonly onClose: () => void;
}) {
  const classes = useStore((state) => state.dataset.classes);
  const others = classes.filter(({ id }) => id !== label.id);
  const [into, setInto] = useState(others[0]?.id ?? '');
  const merge = () => {
    useStore.getState().mergeClass(label.id, into);
    onClose();
  };
  return (
    <Dialog
      title={`Merge “${label.name}”`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={into === ''} onClick={merge}>
            Merge
          </Button>
        </>
      }
    >
      <Field
        label="Merge into"
        hint="The class chosen here takes all photos of the merged one, which then is gone. Undo brings it back."
      >
        {(ids) => (
          <select
            {...ids}
            className="field-control"
            value={into}
            onChange={(e) => setInto(e.currentTarget.value)}
          >
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </Dialog>
  );
}
