import { useEffect, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { droppedFiles } from '../dataset/dropped-files.ts';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/**
 * Takes files dropped anywhere into the data set. A smaller target (a class, the Use stage) takes a drop for itself by
 * stopping the event's propagation. Returns whether files hang over the window now.
 */
export function useWindowDrop(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const capture = { signal, capture: true };
    const enter = (event: DragEvent) => {
      if (carriesFiles(event)) setOver(true);
    };
    const leave = (event: DragEvent) => {
      // Leaving one element for another has a related target; leaving the window has none.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      void useStore.getState().importFiles(droppedFiles(event.dataTransfer));
    };
    addEventListener('dragenter', enter, capture);
    addEventListener('dragleave', leave, capture);
    addEventListener('drop', () => setOver(false), capture);
    // Without this the browser would leave the page to show the file.
    addEventListener('dragover', (event) => carriesFiles(event) && event.preventDefault(), { signal });
    addEventListener('drop', drop, { signal });
    return () => controller.abort();
  }, []);
  return over;
}
