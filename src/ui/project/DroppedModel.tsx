import { Button } from '../primitives/Button.tsx';
import { Dialog } from '../primitives/Dialog.tsx';

interface Props {
  readonly name: string;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** Asks whether a model that was dropped among photos is to be opened. */
export default function DroppedModel({ name, onOpen, onClose }: Props) {
  return (
    <Dialog
      title="Open this model?"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" data-autofocus onClick={onOpen}>
            Open
          </Button>
        </>
      }
    >
      <p className="project-words">
        “{name}” is a model that was exported from this page. It is not read as photos.
      </p>
    </Dialog>
  );
}
