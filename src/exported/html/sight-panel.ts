import type { Failure } from '../../core/project/failure.ts';
import { camera } from './camera.ts';
import { button, element } from './element.ts';
import { picturePanel } from './picture.ts';

interface SightEvents {
  /** @param rate frames a second, of a camera; null for a picture */
  readonly onPicture: (picture: Blob | ImageBitmap, name: string, rate: number | null) => Promise<void>;
  /** Nothing is to be seen, or something else than before. */
  readonly onChange: () => void;
  readonly onFailure: (failure: Pick<Failure, 'what' | 'todo'>) => void;
}

/** What the model sees: a picture, or the camera. */
export function sightPanel({ onPicture, onChange, onFailure }: SightEvents): HTMLElement {
  const live = camera({
    onFrame: (frame, rate) => onPicture(frame, 'the camera', rate),
    onFailure: (failure) => {
      setLive(false);
      onFailure(failure);
    },
  });
  const picture = picturePanel((file) => {
    setLive(false);
    picture.show(file);
    void onPicture(file, file instanceof File ? file.name : 'the pasted photo', null);
  });
  const cameraButton = button('', () => setLive(!on));
  let on = false;

  function setLive(wanted: boolean): void {
    on = wanted;
    onChange();
    picture.clear();
    cameraButton.textContent = on ? 'Stop the camera' : 'Use the camera';
    picture.root.hidden = on;
    for (const part of [live.picture, ...live.controls]) part.hidden = !on;
    if (on) void live.start();
    else live.stop();
  }
  setLive(false);

  return element(
    'section',
    { class: 'sight', 'aria-label': 'Picture' },
    picture.root,
    live.picture,
    element('div', { class: 'actions' }, picture.choose, cameraButton, ...live.controls),
  );
}
