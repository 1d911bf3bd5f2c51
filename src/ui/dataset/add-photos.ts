import type { DroppedFile } from '../../core/dataset/import/import-plan.ts';
import { useStore } from '../../store/store.ts';
import { chosenFiles } from './dropped-files.ts';
import { pickFiles } from './pick-files.ts';

/** Lets a person choose files or a folder and reads them, all into one class where it is given. */
export function addPhotos(what: 'files' | 'folder', classId?: string): void {
  pickFiles(what, (files) => void useStore.getState().importFiles(chosenFiles(files), classId));
}

/** Resolves once no import runs. */
function importsDone(): Promise<void> {
  const idle = () => useStore.getState().importStatus.kind === 'idle';
  return new Promise((resolve) => {
    if (idle()) return resolve();
    const unsubscribe = useStore.subscribe(() => {
      if (!idle()) return;
      unsubscribe();
      resolve();
    });
  });
}

let queue: Promise<void> = Promise.resolve();

/** Reads photos that can't be chosen a second time (from the webcam, from the clipboard): after the running import. */
export function importInTurn(files: readonly DroppedFile<Blob>[], classId?: string): void {
  queue = queue.then(importsDone).then(() => useStore.getState().importFiles(files, classId));
}
