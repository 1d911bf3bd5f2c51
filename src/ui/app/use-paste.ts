import { useEffect } from 'react';
import { useStore } from '../../store/store.ts';
import { importInTurn } from '../dataset/add-photos.ts';

/**
 * Takes pictures from the clipboard: into the data set while there is no model yet or the focus is in Data (into the
 * class that holds the focus), and otherwise to the model.
 */
export function usePaste(): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const pictures = [...(event.clipboardData?.files ?? [])].filter((file) =>
        file.type.startsWith('image/'),
      );
      const first = pictures[0];
      if (!first) return;
      event.preventDefault();
      const state = useStore.getState();
      const focus = document.activeElement;
      if (state.currentRunId !== null && !focus?.closest('#data')) {
        void import('../prediction/picture.ts').then(({ showPicture }) => showPicture(first));
        return;
      }
      const classId = focus?.closest<HTMLElement>('[data-class-id]')?.dataset.classId;
      // Browsers call every pasted picture 'image.png'.
      const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
      const files = pictures.map((file, index) => ({ path: `pasted ${stamp} ${index + 1}.png`, file }));
      importInTurn(files, classId);
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, []);
}
