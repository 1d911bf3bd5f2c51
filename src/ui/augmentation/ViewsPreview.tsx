import { Images } from 'lucide-react';
import { useState } from 'react';
import type { Augmentation } from '../../core/augmentation/augmentation.ts';
import { samplesOfSplit } from '../../core/dataset/selectors.ts';
import { useStore } from '../../store/store.ts';
import { EmptyState } from '../primitives/EmptyState.tsx';
import { PhotoChoice } from './PhotoChoice.tsx';
import { ViewGrid } from './ViewGrid.tsx';
import './ViewsPreview.css';

/** "See what the model sees": views of a training photo, exactly as training gets them. */
export default function ViewsPreview({ augmentation }: { readonly augmentation: Augmentation }) {
  const photos = useStore((state) => samplesOfSplit(state.dataset, 'train'));
  const empty = useStore((state) => state.dataset.samples.length === 0);
  const [chosen, setChosen] = useState<string | null>(null);
  // The first one where none was chosen, or the chosen one is gone.
  const at = Math.max(
    0,
    photos.findIndex((sample) => sample.id === chosen),
  );
  const sample = photos[at];
  if (sample === undefined)
    return (
      <EmptyState icon={Images} title="The views of a training photo will be here.">
        <p>
          {empty
            ? 'Add photos in Data first: drop a folder, or take one of the samples.'
            : 'None of your photos is for training: add some in Data, or lower the validation share there.'}
        </p>
      </EmptyState>
    );
  return (
    <>
      <PhotoChoice
        sample={sample}
        at={at}
        count={photos.length}
        onChange={(next) => setChosen(photos[next]?.id ?? null)}
      />
      <ViewGrid sample={sample} augmentation={augmentation} />
    </>
  );
}
