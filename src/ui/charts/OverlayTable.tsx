import { percentWords } from '../../core/evaluation/words.ts';
import { Figures } from './Figures.tsx';
import { type OverlayRun, overlayData } from './overlay-data.ts';

interface Props {
  readonly runs: readonly OverlayRun[];
  /** What a row is: 'Epoch'. */
  readonly step: string;
}

/** The laid-over curves as numbers, one row a step; written only when opened. */
export function OverlayTable(props: Props) {
  return (
    <Figures label={`Loss and accuracy on unseen photos by ${props.step.toLowerCase()}`}>
      {() => <Numbers {...props} />}
    </Figures>
  );
}

function Numbers({ runs, step }: Props) {
  const loss = overlayData('loss', runs);
  const accuracy = overlayData('accuracy', runs);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{step}</th>
          {runs.map(({ id, name }) => (
            <th key={id} scope="col">
              {name}: loss, nats (accuracy)
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {loss.epochs.map((epoch, row) => (
          <tr key={epoch}>
            <th scope="row">{epoch}</th>
            {runs.map(({ id }, index) => {
              const nats = loss.lines[index]?.[row];
              const percent = accuracy.lines[index]?.[row];
              return (
                <td key={id}>
                  {typeof nats === 'number' ? nats.toFixed(3) : '–'}
                  {typeof percent === 'number' && ` (${percentWords(percent / 100, 1)})`}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
