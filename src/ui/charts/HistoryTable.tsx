import { percentWords, type Unseen, unseenTitle } from '../../core/evaluation/words.ts';
import type { EpochMetrics } from '../../core/training/run.ts';
import { Figures } from './Figures.tsx';

function share(value: number | null): string {
  return value === null ? 'none' : percentWords(value, 1);
}

function nats(value: number | null): string {
  return value === null ? 'none' : value.toFixed(3);
}

interface Props {
  readonly history: readonly EpochMetrics[];
  readonly step: 'Epoch' | 'Iteration';
  readonly unseen: Unseen;
}

/** The curves as numbers, one row an epoch; written only when opened. */
export function HistoryTable({ history, step, unseen }: Props) {
  const fineTuned = history.some(({ phase }) => phase > 0);
  return (
    <Figures label={`Accuracy and loss by ${step.toLowerCase()}`}>
      {() => (
        <table>
          <thead>
            <tr>
              <th scope="col">{step}</th>
              <th scope="col">Training accuracy</th>
              <th scope="col">{unseenTitle(unseen)} accuracy</th>
              <th scope="col">Training loss, nats</th>
              <th scope="col">{unseenTitle(unseen)} loss, nats</th>
              {fineTuned && <th scope="col">What learns</th>}
            </tr>
          </thead>
          <tbody>
            {history.map((metrics) => (
              <tr key={metrics.epoch}>
                <th scope="row">{metrics.epoch}</th>
                <td>{share(metrics.accuracy)}</td>
                <td>{share(metrics.validationAccuracy)}</td>
                <td>{nats(metrics.loss)}</td>
                <td>{nats(metrics.validationLoss)}</td>
                {fineTuned && <td>{metrics.phase === 0 ? 'head' : `stage ${metrics.phase}`}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Figures>
  );
}
