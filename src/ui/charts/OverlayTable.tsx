import { percentWords } from '../../core/evaluation/words.ts';
import { Figures } from './Figures.tsx';
import { type OverlayRun, overlayData } from './overlay-data.ts';

/** The laid-over curves as numbers, one row an epoch; written only when opened. */
export function OverlayTable({ runs }: { readonly runs: readonly OverlayRun[] }) {
  return (
    <Figures label="Loss and accuracy on unseen photos by epoch">{() => <Numbers runs={runs} />}</Figures>
  );
}

function Numbers({ runs }: { readonly runs: readonly OverlayRun[] }) {
  const loss = overlayData('loss', runs);
  const accuracy = overlayData('accuracy', runs);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Epoch</th>
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
