import { button, element } from './element.ts';

export interface PicturePanel {
  readonly root: HTMLElement;
  /** Asks for a file. */
  readonly choose: HTMLButtonElement;
  readonly show: (picture: Blob) => void;
  readonly clear: () => void;
}

/**
 * One picture, dropped anywhere on the page, pasted or chosen.
 * @param onPicture told of each that comes; `show` shows it
 */
export function picturePanel(onPicture: (picture: Blob) => void): PicturePanel {
  const image = element('img', { class: 'picture', alt: '' });
  const words = element('p', {}, 'Drop a photo here, or paste one.');
  const chooser = element('input', { type: 'file', accept: 'image/*', 'aria-label': 'Photo to recognise' });
  chooser.hidden = true;
  chooser.addEventListener('change', () => {
    const [file] = chooser.files ?? [];
    if (file) onPicture(file);
    chooser.value = '';
  });
  const root = element('div', { class: 'drop' }, image, words, chooser);
  takeDrops(root, onPicture);

  const setVisible = (visible: boolean): void => {
    image.hidden = !visible;
    words.hidden = visible;
  };
  const clear = (): void => {
    URL.revokeObjectURL(image.src);
    image.removeAttribute('src');
    setVisible(false);
  };
  clear();
  // What can't be shown can't be answered either, and the answer says so.
  image.addEventListener('error', clear);

  const choose = button('Choose a photo', () => chooser.click());
  choose.classList.replace('button-secondary', 'button-primary');
  return {
    root,
    choose,
    clear,
    show: (picture) => {
      clear();
      image.src = URL.createObjectURL(picture);
      image.alt = picture instanceof File ? picture.name : 'The pasted photo';
      setVisible(true);
    },
  };
}

/** @param root shows that it would take what is dragged */
function takeDrops(root: HTMLElement, onPicture: (picture: Blob) => void): void {
  const setOver = (over: boolean) => root.toggleAttribute('data-over', over);
  document.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  });
  document.addEventListener('dragleave', ({ relatedTarget }) => {
    // Between two elements of the page it is still over it.
    if (relatedTarget === null) setOver(false);
  });
  document.addEventListener('drop', (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    setOver(false);
    onPicture(file);
  });
  document.addEventListener('paste', ({ clipboardData }) => {
    const [file] = clipboardData?.files ?? [];
    if (file) onPicture(file);
  });
}
