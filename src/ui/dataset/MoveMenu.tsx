import { FolderInput } from 'lucide-react';
import { type RefObject, Suspense, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { ClassSwatch } from '../primitives/ClassSwatch.tsx';
import { laterDialog } from '../primitives/later.tsx';
import { Menu } from '../primitives/Menu.tsx';
import { MenuItem } from '../primitives/MenuItem.tsx';

const ClassDialog = laterDialog('Choose a class', () => import('./ClassDialog.tsx'));

/** Classes up to which a menu lists them: more can't be looked through, and thousands would hold the page up. */
const MOST_LISTED = 40;

interface Props {
  readonly label: string;
  readonly buttonRef?: RefObject<HTMLButtonElement | null>;
  readonly onMove: (classId: string) => void;
}

/** A button with the classes to move photos to: as a menu, or, where there are many, in a dialog. */
export function MoveMenu({ label, buttonRef, onMove }: Props) {
  const [choosing, setChoosing] = useState(false);
  return (
    <>
      <Menu label={label} icon={FolderInput} {...(buttonRef && { buttonRef })}>
        {() => <MoveItems onMove={onMove} onMany={() => setChoosing(true)} />}
      </Menu>
      {choosing && (
        <Suspense>
          <ClassDialog
            title="Move to a class"
            label="Move the photos to"
            action="Move"
            without={null}
            onChoose={onMove}
            onClose={() => setChoosing(false)}
          />
        </Suspense>
      )}
    </>
  );
}

function MoveItems({ onMove, onMany }: Pick<Props, 'onMove'> & { readonly onMany: () => void }) {
  const { dataset, addClass } = useStore.getState();
  return (
    <>
      {dataset.classes.length > MOST_LISTED ? (
        <MenuItem onChoose={onMany}>Choose a class…</MenuItem>
      ) : (
        dataset.classes.map(({ id, name, colour }) => (
          <MenuItem key={id} onChoose={() => onMove(id)}>
            <span className="selection-class">
              <ClassSwatch colour={colour} />
              <bdi title={name}>{name}</bdi>
            </span>
          </MenuItem>
        ))
      )}
      <hr className="menu-rule" />
      <MenuItem onChoose={() => onMove(addClass(''))}>A new class</MenuItem>
    </>
  );
}
