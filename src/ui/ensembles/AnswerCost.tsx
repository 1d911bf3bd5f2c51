import { useEffect, useState } from 'react';
import type { Combination } from '../../core/prediction/combine.ts';
import { alone } from '../../core/prediction/ensemble.ts';
import { type Failure, toFailure } from '../../core/project/failure.ts';
import type { Run } from '../../core/training/run.ts';
import { answerTime } from '../../store/prediction/answer-time.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { Notice } from '../primitives/Notice.tsx';
import { loadWords, timeWords } from './ensemble-words.ts';

interface Props {
  readonly combination: Combination;
  /** The member to compare with. */
  readonly best: Run;
  /** What they are called together. */
  readonly name: string;
}

type Measuring =
  | { readonly kind: 'not' }
  | { readonly kind: 'running'; readonly stop: AbortController }
  | { readonly kind: 'done'; readonly together: number; readonly alone: number }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What runs cost together: megabytes from their cards, time as it is measured here. */
export function AnswerCost({ combination, best, name }: Props) {
  const cards = useStore((state) => state.cards);
  const hash = useStore((state) => state.dataset.samples[0]?.hash);
  const [measuring, setMeasuring] = useState<Measuring>({ kind: 'not' });
  const running = measuring.kind === 'running' ? measuring.stop : null;
  useEffect(() => () => running?.abort(), [running]);

  const measure = async (of: string) => {
    const stop = new AbortController();
    setMeasuring({ kind: 'running', stop });
    try {
      const together = await answerTime(combination.members, of, stop.signal);
      setMeasuring({
        kind: 'done',
        together,
        alone: await answerTime(alone(best.id), of, stop.signal),
      });
    } catch (error) {
      const failure = toFailure(error);
      setMeasuring(failure.code === 'cancelled' ? { kind: 'not' } : { kind: 'failed', failure });
    }
  };

  return (
    <section className="ensembles-part" aria-label={`What ${name} cost`}>
      <h3>What they cost</h3>
      <p className="numbers">{loadWords(combination.runs, cards)}</p>
      <p className="numbers" role="status">
        {measuring.kind === 'done' && timeWords(measuring.together, measuring.alone, best)}
        {running && 'Loading the models and looking at a photo a few times.'}
      </p>
      {measuring.kind === 'failed' && (
        <Notice
          notice={{
            tone: 'error',
            title: 'The time could not be measured',
            failures: [measuring.failure],
          }}
        />
      )}
      {running ? (
        <Button onClick={() => running.abort()}>Stop</Button>
      ) : (
        hash !== undefined && (
          <Button onClick={() => void measure(hash)}>
            {measuring.kind === 'done' ? 'Measure the time again' : 'Measure the time'}
          </Button>
        )
      )}
    </section>
  );
}
