import { useEffect, useState } from 'react';
import { storeContext, useStore } from '../../store/store.ts';
import { droppedFiles, droppedPhoto } from '../dataset/dropped-files.ts';
import { dragged } from '../dataset/photo-drag.ts';
import { takeEarlyDrops } from './early-drop.ts';

/** What a drop at this place would be: data, or pictures for the model. */
export type DropPlace = 'data' | 'use';

const carries = (event: DragEvent, type: string) => event.dataTransfer?.types.includes(type) ?? false;
const carriesFiles = (event: DragEvent) => carries(event, 'Files');
/** A link or a text of another page, over nothing that takes text. */
const carriesLink = (event: DragEvent) =>
  !carriesFiles(event) &&
  carries(event, 'text/uri-list') &&
  event.dataTransfer !== null &&
  dragged(event.dataTransfer) === null &&
  !(event.target instanceof Element && event.target.closest('input, textarea'));

/**
 * Takes files dropped anywhere into the data set, and those dropped on Use to the model. A smaller target (a class, "Many
 * pictures") takes a drop for itself by stopping the event's propagation. Returns where files hang over the window now.
 */
export function useWindowDrop(): DropPlace | null {
  const [over, setOver] = useState<DropPlace | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const capture = { signal, capture: true };
    /** Whether what is dragged began on this page, where a link or a picture is no file of the person's. */
    let ours = false;
    addEventListener('dragstart', () => (ours = true), capture);
    addEventListener('dragend', () => (ours = false), capture);
    const hang = (event: DragEvent) => {
      if (!(carriesFiles(event) || carriesLink(event))) return;
      // `dragenter` and `dragover` both have to be answered, or the drop goes to the browser, which leaves the page to show
      // the file; a quick drop comes after the first alone.
      event.preventDefault();
      if (ours && event.dataTransfer) event.dataTransfer.dropEffect = 'none';
      else if (carriesFiles(event)) setOver(placeOf(event));
    };
    const leave = (event: DragEvent) => {
      // Leaving one element for another has a related target; leaving the window has none.
      if (event.relatedTarget === null) setOver(null);
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer) return;
      if (ours) return event.preventDefault();
      if (carriesLink(event)) {
        event.preventDefault();
        tellOfLink();
      }
      if (!carriesFiles(event)) return;
      event.preventDefault();
      if (placeOf(event) === 'use') take(event.dataTransfer);
      else void useStore.getState().importFiles(droppedFiles(event.dataTransfer));
    };
    addEventListener('dragenter', hang, capture);
    addEventListener('dragover', hang, capture);
    addEventListener('dragleave', leave, capture);
    addEventListener('drop', () => setOver(null), capture);
    addEventListener('drop', drop, { signal });
    for (const files of takeEarlyDrops()) void useStore.getState().importFiles(files);
    return () => controller.abort();
  }, []);
  return over;
}

/** Use takes pictures where there is a model to ask. */
function placeOf({ target }: DragEvent): DropPlace {
  const hasModel = useStore.getState().currentRunId !== null;
  return hasModel && target instanceof Element && target.closest('#use') ? 'use' : 'data';
}

/** One photo is shown and answered; several, a folder or a zip go to "Many pictures". */
function take(transfer: DataTransfer): void {
  const photo = droppedPhoto(transfer);
  const files = droppedFiles(transfer);
  const taken = photo
    ? import('../prediction/picture.ts').then(({ showPicture }) => showPicture(photo))
    : import('../prediction/many-drop.ts').then(({ answerMany }) => answerMany(files));
  taken.catch(storeContext().report('use', 'A part of the page could not be fetched'));
}

function tellOfLink(): void {
  useStore.getState().notify({
    tone: 'info',
    stage: 'app',
    title: 'A link can’t be read: this page asks no other site for anything',
    failures: [
      {
        code: 'unsupported-format',
        what: 'A link can’t be read: this page asks no other site for anything',
        todo: 'Save the picture on your computer, then drop the file here.',
      },
    ],
  });
}
