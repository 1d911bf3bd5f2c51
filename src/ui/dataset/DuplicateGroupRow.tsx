import { countWords } from '../../core/count-words.ts';
import type { Sample } from '../../core/dataset/dataset.ts';
import type { SampleGroup } from '../../core/dataset/duplicates.ts';
import { classById } from '../../core/dataset/selectors.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { ClassSwatch } from '../primitives/ClassSwatch.tsx';
import { dividedWords, groupWords } from './duplicate-words.ts';
import { PhotoActions } from './PhotoActions.tsx';
import { useThumbnail } from './use-thumbnail.ts';

/** A webcam's burst can have hundreds. */
const MOST = 12;

interface DuplicateGroupRowProps {
  readonly group: SampleGroup;
  /** After something was done with its photos: it may be no group any more. */
  readonly onDone: () => void;
}

/** One group: its photos side by side with classes and splits, and what can be done with them. */
export function DuplicateGroupRow({ group, onDone }: DuplicateGroupRowProps) {
  const together = useStore((state) => state.dataset.split.together);
  const { samples } = group;
  const why = dividedWords(group, together);
  const ids = samples.map(({ id }) => id);
  const keepFirst = () => {
    useStore.getState().excludeSamples(ids.slice(1), true);
    onDone();
  };
  return (
    <>
      <div className="duplicate-head">
        <p className="numbers">{groupWords(group)}</p>
        <Button onClick={keepFirst}>Keep the first, exclude the others</Button>
        <PhotoActions ids={ids} onDone={onDone} />
      </div>
      {why && <p className="duplicate-why">{why}</p>}
      <ul className="duplicate-photos">
        {samples.slice(0, MOST).map((sample) => (
          <DuplicatePhoto key={sample.id} sample={sample} />
        ))}
        {samples.length > MOST && (
          <li className="duplicate-rest numbers">and {countWords(samples.length - MOST)} more</li>
        )}
      </ul>
    </>
  );
}

function DuplicatePhoto({ sample }: { readonly sample: Sample }) {
  const label = useStore((state) => classById(state.dataset, sample.classId));
  const url = useThumbnail(sample.hash);
  return (
    <li className="duplicate-photo" title={sample.name}>
      <div className="duplicate-picture">{url && <img src={url} alt={sample.name} />}</div>
      {label && (
        <span className="duplicate-class">
          <ClassSwatch colour={label.colour} />
          <bdi>{label.name}</bdi>
        </span>
      )}
      <span className="duplicate-split">{sample.split}</span>
    </li>
  );
}
