import { Camera, FolderOpen, Images } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { addPhotos } from './add-photos.ts';
import { SampleCards } from './SampleCards.tsx';
import './FirstScreen.css';

/** Data before there is any: three ways to begin. */
export function FirstScreen({ onWebcam }: { readonly onWebcam: (classId: string) => void }) {
  const startWebcam = async () => {
    if (!(await useStore.getState().loadLater())) return;
    const { addClass } = useStore.getState();
    const first = addClass('');
    addClass('');
    onWebcam(first);
  };
  return (
    <div className="first">
      <div className="first-drop">
        <Images size={32} strokeWidth={1.25} aria-hidden="true" />
        <p className="first-title">Drop a folder of photos</p>
        <p className="first-words">
          One folder for each class, photos inside. Also photos alone, a .zip, or a .csv with names and
          labels.
        </p>
        <div className="first-buttons">
          <Button look="primary" icon={FolderOpen} onClick={() => addPhotos('folder')}>
            Choose a folder
          </Button>
          <Button onClick={() => addPhotos('files')}>Choose files</Button>
          <Button icon={Camera} onClick={() => void startWebcam()}>
            Use the webcam
          </Button>
        </div>
      </div>
      <SampleCards />
    </div>
  );
}
