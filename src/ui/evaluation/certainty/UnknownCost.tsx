import { useMemo } from 'react';
import { countWords } from '../../../core/count-words.ts';
import { isUnknown, scoresOf } from '../../../core/evaluation/unknown.ts';
import { percentWords } from '../../../core/evaluation/words.ts';
import type { Judged } from '../judged.ts';
import { splitPhotos } from '../metrics/metric-words.ts';
import { ScoreHistogram } from './ScoreHistogram.tsx';
import { ScoreTable } from './ScoreTable.tsx';
import { scoreBins } from './score-bins.ts';

const BINS = 20;

/** How much the split's photos look like the classes, and how many of them the rule would turn away. */
export function UnknownCost({ run, split, answers }: Judged) {
  const photos = useMemo(
    () =>
      scoresOf(answers).map((score, i) => ({
        score,
        right: answers[i]?.label === answers[i]?.predicted,
      })),
    [answers],
  );
  const bins = useMemo(() => scoreBins(photos, BINS), [photos]);
  const turnedAway = photos.filter(({ score }) => isUnknown(run.unknown, score));
  const wrong = turnedAway.filter(({ right }) => !right).length;
  if (photos.length === 0)
    return (
      <section className="certainty-part" aria-label="None of these">
        <h3>When is a picture none of these?</h3>
        <p className="certainty-lead">
          This run was trained by an earlier version, which can’t tell. Train again.
        </p>
      </section>
    );
  return (
    <section className="certainty-part" aria-label="None of these">
      <h3>When is a picture none of these?</h3>
      <p className="certainty-lead numbers">
        {run.unknown === null
          ? 'Every picture gets the class that it looks most like: there is no limit. Under Use one can be set, where ten photos or more were judged.'
          : `A picture left of the line is answered “none of these”. The ${splitPhotos(split, run.folds, photos.length)} are all of your classes; of these it would turn away ${countWords(turnedAway.length)} (${percentWords(turnedAway.length / photos.length)}), ${countWords(wrong)} of them answered wrong anyway.`}
      </p>
      {split === 'train' && (
        <p className="certainty-note">
          These photos are what the score compares with, so they lie further right than new ones.
        </p>
      )}
      <ScoreHistogram bins={bins} threshold={run.unknown?.threshold ?? null} />
      <ScoreTable bins={bins} />
      <p className="certainty-note">
        The score is a distance in feature space (relative Mahalanobis distance): how much nearer a picture
        lies to one of your classes than to your photos as a whole.
        {run.unknown !== null &&
          ` The line was set so that ${percentWords(run.unknown.keeps)} of the judged photos pass.`}{' '}
        How many strange pictures it catches can’t be told from your photos: show it some under Use.
      </p>
    </section>
  );
}
