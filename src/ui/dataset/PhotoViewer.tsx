import { ChevronLeft, ChevronRight, CircleDot, CircleSlash, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect } from 'react';
import { bytesWords } from '../../core/bytes-words.ts';
import { countWords } from '../../core/count-words.ts';
import { classById, sampleById, samplesOfClass } from '../../core/dataset/selectors.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { ClassSwatch } from '../primitives/ClassSwatch.tsx';
import { Dialog } from '../primitives/Dialog.tsx';
import { useImageFile } from './use-image-file.ts';
import './PhotoViewer.css';

interface Props {
  readonly id: string;
  readonly onView: (id: string) => void;
  readonly onClose: () => void;
}

/** A photo in full with what is known of it; the arrow keys walk its class. */
export default function PhotoViewer({ id, onView, onClose }: Props) {
  const dataset = useStore((state) => state.dataset);
  const sample = sampleById(dataset, id);
  const image = useImageFile(sample?.hash ?? null);

  useEffect(() => {
    // Deleted meanwhile, or undone.
    if (!sample) onClose();
  }, [sample, onClose]);
  if (!sample) return null;

  const label = classById(dataset, sample.classId);
  const siblings = samplesOfClass(dataset, sample.classId);
  const at = siblings.findIndex((other) => other.id === id);
  const previous = siblings[at - 1];
  const next = siblings[at + 1];
  const remove = () => {
    const neighbour = next ?? previous;
    if (neighbour) onView(neighbour.id);
    useStore.getState().deleteSamples([id]);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft' && previous) onView(previous.id);
    if (event.key === 'ArrowRight' && next) onView(next.id);
    if (event.key === 'Delete') remove();
  };
  return (
    <Dialog title={sample.name} size="full" onClose={onClose} onKeyDown={press}>
      <div className="viewer">
        <div className="viewer-picture">
          {image.kind === 'here' && <img className="viewer-image" src={image.url} alt={sample.name} />}
          {image.kind === 'failed' && <p role="alert">The photo could not be read: {image.what}</p>}
        </div>
        <div className="viewer-line">
          <Button
            icon={ChevronLeft}
            label="The photo before (left arrow)"
            disabled={!previous}
            onClick={() => previous && onView(previous.id)}
          />
          <Button
            icon={ChevronRight}
            label="The photo after (right arrow)"
            disabled={!next}
            data-autofocus
            onClick={() => next && onView(next.id)}
          />
          <p className="viewer-facts numbers" role="status">
            {label && (
              <span className="viewer-class" title={label.name}>
                <ClassSwatch colour={label.colour} />
                <bdi>{label.name}</bdi>
              </span>
            )}
            <span>
              {at + 1} of {countWords(siblings.length)}
            </span>
            <span>{sample.excluded ? 'excluded from training' : sample.split}</span>
            <span>
              {sample.width} × {sample.height} px
            </span>
            <span>{bytesWords(sample.bytes)}</span>
          </p>
          <Button
            icon={sample.excluded ? CircleDot : CircleSlash}
            label={sample.excluded ? 'Include in training again' : 'Exclude from training'}
            onClick={() => useStore.getState().excludeSamples([id], !sample.excluded)}
          />
          <Button danger icon={Trash2} label="Delete this photo (Del)" onClick={remove} />
        </div>
      </div>
    </Dialog>
  );
}
