import type { CrossValidation } from '../../../core/evaluation/cross-validation.ts';
import { percentWords } from '../../../core/evaluation/words.ts';
import { Figures } from '../../charts/Figures.tsx';

/** The parts as numbers, one row a model; written only when opened. */
export function FoldTable({ crossValidation }: { readonly crossValidation: CrossValidation }) {
  const { models, folds, repeats } = crossValidation;
  return (
    <Figures label="Results of the parts">
      {() => (
        <table>
          <thead>
            <tr>
              {repeats > 1 && <th scope="col">Repeat</th>}
              <th scope="col">Part</th>
              <th scope="col">Right</th>
              <th scope="col">Photos</th>
              <th scope="col">Share</th>
              <th scope="col">Loss, nats</th>
            </tr>
          </thead>
          <tbody>
            {models.map(({ repeat, correct, total, loss }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a result never changes, and the index is its part.
              <tr key={i}>
                {repeats > 1 && <td>{repeat + 1}</td>}
                <th scope="row">{(i % folds) + 1}</th>
                <td>{correct}</td>
                <td>{total}</td>
                <td>{percentWords(correct / total, 1)}</td>
                <td>{loss.toFixed(3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Figures>
  );
}
