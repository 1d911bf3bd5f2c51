import { Check, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { photoWords } from '../../../core/count-words.ts';
import { sampleById } from '../../../core/dataset/selectors.ts';
import type { Slice } from '../../../core/evaluation/slices.ts';
import { useStore } from '../../../store/store.ts';
import { Button } from '../../primitives/Button.tsx';
import type { Judged } from '../judged.ts';
import { SampleThumbnail } from '../SampleThumbnail.tsx';
import { slicePhrase } from './slice-words.ts';

interface SlicePhotosProps extends Pick<Judged, 'answers'> {
  readonly slice: Slice;
}

/** Shown at once. */
const PAGE = 24;

/** A slice's photos, wrong ones first. */
export function SlicePhotos({ slice, answers }: SlicePhotosProps) {
  const dataset = useStore((state) => state.dataset);
  const [shown, setShown] = useState(PAGE);
  const photos = useMemo(() => {
    const ids = new Set(slice.ids);
    return answers
      .filter(({ sampleId }) => ids.has(sampleId))
      .map(({ sampleId, label, predicted }) => ({ sampleId, right: label === predicted }))
      .sort((a, b) => Number(a.right) - Number(b.right));
  }, [slice, answers]);
  return (
    <div className="slice-photos">
      <ul aria-label={`Wrong ones first: ${slicePhrase(slice)}`}>
        {photos.slice(0, shown).map(({ sampleId, right }) => {
          const sample = sampleById(dataset, sampleId);
          const Icon = right ? Check : X;
          const name = `${sample?.name ?? 'A photo that is gone'}, ${right ? 'right' : 'wrong'}`;
          return (
            <li key={sampleId} className="slice-photo" title={name}>
              <SampleThumbnail hash={sample?.hash ?? null} />
              <span className="slice-sign">
                <Icon size={14} strokeWidth={2.5} aria-hidden="true" />
              </span>
              <span className="visually-hidden">{name}</span>
            </li>
          );
        })}
      </ul>
      {photos.length > shown && (
        <Button look="quiet" onClick={() => setShown(shown + 4 * PAGE)}>
          Show more of the {photoWords(photos.length)}
        </Button>
      )}
    </div>
  );
}
