import { Camera, Ellipsis, FolderPlus, ImagePlus, Merge, Pencil, SquareCheck, Trash2 } from 'lucide-react';
import { useContext } from 'react';
import type { ClassLabel } from '../../core/dataset/dataset.ts';
import { samplesOfClass } from '../../core/dataset/selectors.ts';
import { useStore } from '../../store/store.ts';
import { classColour, classLetter, paletteSize } from '../primitives/class-colour.ts';
import { Menu } from '../primitives/Menu.tsx';
import { MenuItem } from '../primitives/MenuItem.tsx';
import { addPhotos } from './add-photos.ts';
import { DataPanelsContext } from './data-panels.ts';

interface Props {
  readonly label: ClassLabel;
  readonly onRename: () => void;
  readonly onMerge: () => void;
}

/** What can be done with a class. */
export function ClassMenu({ label, onRename, onMerge }: Props) {
  const { openWebcam } = useContext(DataPanelsContext);
  return (
    <Menu label={`Actions for ${label.name}`} icon={Ellipsis}>
      {() => {
        const { dataset, deleteClass, recolourClass, select } = useStore.getState();
        const ids = samplesOfClass(dataset, label.id).map((sample) => sample.id);
        const rounds = Math.floor(label.colour / paletteSize) * paletteSize;
        return (
          <>
            <MenuItem icon={ImagePlus} onChoose={() => addPhotos('files', label.id)}>
              Add photos…
            </MenuItem>
            <MenuItem icon={FolderPlus} onChoose={() => addPhotos('folder', label.id)}>
              Add a folder of photos…
            </MenuItem>
            <MenuItem icon={Camera} onChoose={() => openWebcam(label.id)}>
              Take photos with the webcam
            </MenuItem>
            <hr className="menu-rule" />
            <MenuItem icon={Pencil} onChoose={onRename}>
              Rename
            </MenuItem>
            <MenuItem icon={SquareCheck} disabled={ids.length === 0} onChoose={() => select(ids, 'replace')}>
              Select all its photos
            </MenuItem>
            <MenuItem icon={Merge} disabled={dataset.classes.length < 2} onChoose={onMerge}>
              Merge into…
            </MenuItem>
            {/* biome-ignore lint/a11y/useSemanticElements: a menu holds groups, not fieldsets */}
            <div className="class-colours" role="group" aria-label="Colour">
              {Array.from({ length: paletteSize }, (_, index) => rounds + index).map((colour) => (
                <button
                  key={colour}
                  type="button"
                  role="menuitemradio"
                  aria-checked={colour === label.colour}
                  aria-label={`Colour ${(colour % paletteSize) + 1}`}
                  className="class-colour"
                  style={{ background: classColour(colour) }}
                  onClick={() => recolourClass(label.id, colour)}
                >
                  {classLetter(colour)}
                </button>
              ))}
            </div>
            <hr className="menu-rule" />
            <MenuItem icon={Trash2} danger onChoose={() => deleteClass(label.id)}>
              Delete class and its photos
            </MenuItem>
          </>
        );
      }}
    </Menu>
  );
}
