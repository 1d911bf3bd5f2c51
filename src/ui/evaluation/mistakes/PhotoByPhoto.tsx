import { Suspense, useMemo, useState } from 'react';
import type { Answer } from '../../../core/evaluation/answers.ts';
import { useStore } from '../../../store/store.ts';
import { laterDialog } from '../../primitives/later.tsx';
import { Segmented } from '../../primitives/Segmented.tsx';
import type { Judged } from '../judged.ts';
import { PredictionList } from '../PredictionList.tsx';
import { ordered, type PhotoOrder } from './photo-order.ts';
import './PhotoByPhoto.css';

const MistakeViewer = laterDialog('The photo', () => import('./MistakeViewer.tsx'));

interface PhotoByPhotoProps extends Judged {
  /** Those to list, in words: '3 photos of “daisy” taken for “tulip”'. */
  readonly heading: string;
  readonly shown: readonly Answer[];
}

/** Each photo with its label, the answer and how sure the model is; choosing one shows why and lets it be changed. */
export function PhotoByPhoto({ run, split, heading, shown }: PhotoByPhotoProps) {
  const dataset = useStore((state) => state.dataset);
  const [order, setOrder] = useState<PhotoOrder>('wrong');
  const [opened, setOpened] = useState<string | null>(null);
  const answers = useMemo(() => ordered(shown, order), [shown, order]);
  const at = answers.findIndex(({ sampleId }) => sampleId === opened);
  return (
    <>
      <div className="photo-order">
        <Segmented
          label="Which photos come first"
          value={order}
          options={[
            { value: 'wrong', label: 'Wrong first' },
            { value: 'loss', label: 'By loss' },
          ]}
          onChange={setOrder}
        />
        {order === 'loss' && (
          <p className="photo-order-words">
            Highest loss first: −ln of the probability that a photo’s own label got, in nats. It is high where
            the model was sure of something else.
          </p>
        )}
      </div>
      <PredictionList
        answers={answers}
        classes={run.classes}
        dataset={dataset}
        label={`Predictions: ${heading}`}
        losses={order === 'loss'}
        onOpen={setOpened}
      />
      {at >= 0 && (
        <Suspense>
          <MistakeViewer
            run={run}
            split={split}
            answers={answers}
            at={at}
            onView={(next) => setOpened(answers[next]?.sampleId ?? null)}
            onClose={() => setOpened(null)}
          />
        </Suspense>
      )}
    </>
  );
}
