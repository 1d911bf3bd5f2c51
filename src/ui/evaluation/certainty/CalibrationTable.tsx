import { countWords } from '../../../core/count-words.ts';
import type { ReliabilityBin } from '../../../core/evaluation/calibration.ts';
import { percentWords } from '../../../core/evaluation/words.ts';
import { Figures } from '../../charts/Figures.tsx';

interface Props {
  readonly after: readonly ReliabilityBin[];
  readonly before: readonly ReliabilityBin[];
}

/** The reliability diagram as numbers, written only when opened. */
export function CalibrationTable({ after, before }: Props) {
  return (
    <Figures label="Reliability diagram as tables">
      {() => (
        <>
          <Bins caption="As you are told" bins={after} />
          {before.length > 0 && <Bins caption="Before the temperature" bins={before} />}
        </>
      )}
    </Figures>
  );
}

function Bins({ caption, bins }: { readonly caption: string; readonly bins: readonly ReliabilityBin[] }) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">How sure</th>
          <th scope="col">Photos</th>
          <th scope="col">Said, on average</th>
          <th scope="col">Right</th>
        </tr>
      </thead>
      <tbody>
        {bins
          .filter(({ count }) => count > 0)
          .map(({ from, to, count, confidence, accuracy }) => (
            <tr key={`${from} ${to}`}>
              <th scope="row">{`${percentWords(from)} to ${percentWords(to)}`}</th>
              <td>{countWords(count)}</td>
              <td>{percentWords(confidence, 1)}</td>
              <td>{percentWords(accuracy, 1)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
