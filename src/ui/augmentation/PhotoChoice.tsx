import { ChevronLeft, ChevronRight, Shuffle } from 'lucide-react';
import { useState } from 'react';
import { countWords } from '../../core/count-words.ts';
import type { Sample } from '../../core/dataset/dataset.ts';
import { classById } from '../../core/dataset/selectors.ts';
import { seededRandom } from '../../core/random.ts';
import { useStore } from '../../store/store.ts';
import { useThumbnail } from '../dataset/use-thumbnail.ts';
import { Button } from '../primitives/Button.tsx';
import { ClassSwatch } from '../primitives/ClassSwatch.tsx';

interface Props {
  readonly sample: Sample;
  /** Its index among the training photos. */
  readonly at: number;
  readonly count: number;
  readonly onChange: (at: number) => void;
}

/** Which training photo is shown: the ones beside it, or any other. */
export function PhotoChoice({ sample, at, count, onChange }: Props) {
  const label = useStore((state) => classById(state.dataset, sample.classId));
  const thumbnail = useThumbnail(sample.hash);
  const [random] = useState(() => seededRandom('another photo'));
  const move = (by: number) => onChange((at + by + count) % count);
  const single = count < 2;
  return (
    <div className="photo-choice">
      <span className="photo-choice-picture">
        {thumbnail !== null && <img src={thumbnail} alt="" width={56} height={56} />}
      </span>
      <p className="photo-choice-words" role="status">
        <bdi className="photo-choice-name">{sample.name}</bdi>
        <span className="photo-choice-facts numbers">
          {label && (
            <span className="photo-choice-class">
              <ClassSwatch colour={label.colour} />
              <bdi>{label.name}</bdi>
            </span>
          )}
          <span>{`${countWords(at + 1)} of ${countWords(count)}`}</span>
        </span>
      </p>
      <div className="photo-choice-buttons">
        <Button
          icon={ChevronLeft}
          label="The training photo before"
          disabled={single}
          onClick={() => move(-1)}
        />
        <Button
          icon={ChevronRight}
          label="The training photo after"
          disabled={single}
          onClick={() => move(1)}
        />
        <Button icon={Shuffle} disabled={single} onClick={() => move(1 + Math.floor(random() * (count - 1)))}>
          Another photo
        </Button>
      </div>
    </div>
  );
}
