import type { ClassLabel } from '../../../core/dataset/dataset.ts';
import type { SaliencyMethod } from '../../../core/evaluation/saliency.ts';
import { OverlayControls, type OverlayLook } from '../../prediction/OverlayControls.tsx';
import { finenessWords, saliencyWords } from '../../prediction/saliency-words.ts';
import type { useSaliency } from '../../prediction/use-saliency.ts';
import { ProgressBar } from '../../primitives/ProgressBar.tsx';
import { Segmented } from '../../primitives/Segmented.tsx';

interface Props {
  readonly look: OverlayLook;
  readonly onLook: (look: OverlayLook) => void;
  readonly method: SaliencyMethod;
  readonly onMethod: (method: SaliencyMethod) => void;
  readonly shown: ReturnType<typeof useSaliency>;
  readonly classes: readonly ClassLabel[];
}

const methodWords: Readonly<Record<SaliencyMethod, string>> = {
  cam: 'Class activation map: what each cell adds to the class’s score before it becomes a probability.',
  occlusion:
    'Occlusion: a grey square covers one place after another, and the score falls where the covered place spoke for the class. Slow; it knows nothing of the model’s insides, so it checks the other map.',
};

/** Controls of the overlay, what it shows in words, and how it was made. */
export function Explanation({ look, onLook, method, onMethod, shown, classes }: Props) {
  const { saliency, failure, progress } = shown;
  return (
    <section className="mistake-part" aria-label="Where it looks">
      <OverlayControls look={look} onChange={onLook}>
        {saliency && (
          <p className="numbers">{saliencyWords(saliency, classes[saliency.label]?.name ?? '')}</p>
        )}
        {failure && (
          <p role="alert">
            {failure.what} {failure.todo}
          </p>
        )}
        <Segmented
          label="How it is found"
          value={method}
          options={[
            { value: 'cam', label: 'Activation' },
            { value: 'occlusion', label: 'Occlusion' },
          ]}
          onChange={onMethod}
        />
        {progress && (
          <ProgressBar what="Covering the photo" unit="cells" {...progress} onStop={() => onMethod('cam')} />
        )}
        <p className="saliency-note numbers">
          {methodWords[method]}
          {saliency?.method === method &&
            ` ${finenessWords(saliency)} Made in ${timeWords(saliency.milliseconds)}.`}
        </p>
      </OverlayControls>
    </section>
  );
}

const timeWords = (milliseconds: number) =>
  milliseconds < 1000
    ? `${Math.max(1, Math.round(milliseconds))}\u00a0ms`
    : `${(milliseconds / 1000).toFixed(1)}\u00a0s`;
