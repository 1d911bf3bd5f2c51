import { useStore } from '../../store/store.ts';
import { chosenFiles, withoutFolders } from './dropped-files.ts';
import { pickFiles } from './pick-files.ts';

/** Lets a person choose files or a folder and reads them, into one class where it is given. */
export function addPhotos(what: 'files' | 'folder', classId?: string): void {
  pickFiles(what, (files) => {
    const { importFiles } = useStore.getState();
    const chosen = chosenFiles(files);
    void (classId === undefined ? importFiles(chosen) : importFiles(withoutFolders(chosen), classId));
  });
}
