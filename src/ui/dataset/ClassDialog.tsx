import { useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { Dialog } from '../primitives/Dialog.tsx';
import { Field } from '../primitives/Field.tsx';

interface Props {
  readonly title: string;
  /** Of the list of classes, and what is said of it. */
  readonly label: string;
  readonly hint?: string;
  /** The button's word. */
  readonly action: string;
  /** The class that is not offered; null: all are. */
  readonly without: string | null;
  readonly onChoose: (classId: string) => void;
  readonly onClose: () => void;
}

/** Asks for one of the classes: the browser's own list holds thousands, and finds one by its first letters. */
export default function ClassDialog({ title, label, hint, action, without, onChoose, onClose }: Props) {
  const classes = useStore((state) => state.dataset.classes);
  const offered = classes.filter(({ id }) => id !== without);
  const [chosen, setChosen] = useState(offered[0]?.id ?? '');
  const choose = () => {
    onChoose(chosen);
    onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={chosen === ''} onClick={choose}>
            {action}
          </Button>
        </>
      }
    >
      <Field label={label} {...(hint !== undefined && { hint })}>
        {(ids) => (
          <select
            {...ids}
            className="field-control"
            value={chosen}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            {offered.map(({ id, name }) => (
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
