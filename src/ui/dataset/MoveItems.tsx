import { useStore } from '../../store/store.ts';
import { ClassSwatch } from '../primitives/ClassSwatch.tsx';
import { MenuItem } from '../primitives/MenuItem.tsx';

/** The classes to move photos to, as items of a menu. */
export function MoveItems({ onMove }: { readonly onMove: (classId: string) => void }) {
  const { dataset, addClass } = useStore.getState();
  return (
    <>
      {dataset.classes.map(({ id, name, colour }) => (
        <MenuItem key={id} onChoose={() => onMove(id)}>
          <span className="selection-class">
            <ClassSwatch colour={colour} />
            <bdi title={name}>{name}</bdi>
          </span>
        </MenuItem>
      ))}
      <hr className="menu-rule" />
      <MenuItem onChoose={() => onMove(addClass(''))}>A new class</MenuItem>
    </>
  );
}
