import { Camera, FolderPlus, ImagePlus, Plus, Shapes, Tag } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Menu } from '../primitives/Menu.tsx';
import { MenuItem } from '../primitives/MenuItem.tsx';
import { addPhotos } from './add-photos.ts';

/** The ways to add classes and photos once there are some. */
export function AddMenu({ onWebcam }: { readonly onWebcam: (classId: string) => void }) {
  return (
    <Menu label="Add" icon={Plus} text="Add">
      {() => {
        const { addClass, dataset, samples, importSampleSet } = useStore.getState();
        return (
          <>
            <MenuItem icon={Tag} onChoose={() => addClass('')}>
              An empty class
            </MenuItem>
            <MenuItem icon={FolderPlus} onChoose={() => addPhotos('folder')}>
              A folder of folders…
            </MenuItem>
            <MenuItem icon={ImagePlus} onChoose={() => addPhotos('files')}>
              Photos, a .zip or a .csv…
            </MenuItem>
            <MenuItem icon={Camera} onChoose={() => onWebcam(dataset.classes[0]?.id ?? addClass(''))}>
              Photos from the webcam
            </MenuItem>
            {samples.length > 0 && <div className="menu-section">Sample sets</div>}
            {samples.map((sample) => (
              <MenuItem key={sample.id} icon={Shapes} onChoose={() => void importSampleSet(sample.id)}>
                {sample.name}
              </MenuItem>
            ))}
          </>
        );
      }}
    </Menu>
  );
}
