import { ImageOff } from 'lucide-react';
import type { ClassLabel, Sample } from '../../../core/dataset/dataset.ts';
import type { Saliency } from '../../../core/evaluation/saliency.ts';
import { useImageFile } from '../../dataset/use-image-file.ts';
import type { OverlayLook } from '../../prediction/OverlayControls.tsx';
import { SaliencyOverlay } from '../../prediction/SaliencyOverlay.tsx';

interface Props {
  /** Undefined: it was deleted. */
  readonly sample: Sample | undefined;
  readonly classes: readonly ClassLabel[];
  readonly saliency: Saliency | null;
  readonly look: OverlayLook;
}

/** A stored photo with what speaks for a class over it. */
export function ViewedPicture({ sample, classes, saliency, look }: Props) {
  const image = useImageFile(sample?.hash ?? null);
  return (
    <div className="mistake-picture saliency-picture">
      {!sample && <ImageOff size={48} strokeWidth={1} aria-hidden="true" />}
      {image.kind === 'here' && sample && <img src={image.url} alt={sample.name} />}
      {image.kind === 'failed' && <p role="alert">The photo could not be read: {image.what}</p>}
      {image.kind === 'here' && sample && look.on && saliency && (
        <SaliencyOverlay
          saliency={saliency}
          name={classes[saliency.label]?.name ?? ''}
          width={sample.width}
          height={sample.height}
          opacity={look.opacity}
        />
      )}
    </div>
  );
}
