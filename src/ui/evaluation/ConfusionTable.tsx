import { type ConfusionMatrix, confusions } from '../../core/evaluation/confusion.ts';
import { percentWords } from '../../core/evaluation/words.ts';
import { Figures } from '../charts/Figures.tsx';

interface ConfusionTableProps {
  readonly matrix: ConfusionMatrix;
  /** Names of the classes, in the matrix's order. */
  readonly names: readonly string[];
}

/** The matrix as words and numbers: each class's share recognised, and what was mixed up, most often first. */
export function ConfusionTable({ matrix, names }: ConfusionTableProps) {
  return (
    <Figures label="Confusion matrix as tables">
      {() => (
        <>
          <table>
            <caption>Recognised, by class</caption>
            <thead>
              <tr>
                <th scope="col">Class</th>
                <th scope="col">Right</th>
                <th scope="col">Photos</th>
                <th scope="col">Share</th>
              </tr>
            </thead>
            <tbody>
              {names.map((name, label) => {
                const total = matrix.labelled[label] ?? 0;
                const right = matrix.counts[label]?.[label] ?? 0;
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the index is the class's identity within the run.
                  <tr key={label}>
                    <th scope="row">{name}</th>
                    <td>{right}</td>
                    <td>{total}</td>
                    <td>{total === 0 ? 'none' : percentWords(right / total)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <table>
            <caption>Mixed up, most often first</caption>
            <thead>
              <tr>
                <th scope="col">Your label</th>
                <th scope="col">The model’s answer</th>
                <th scope="col">Photos</th>
                <th scope="col">Share of the label</th>
              </tr>
            </thead>
            <tbody>
              {confusions(matrix).map(({ label, predicted, count }) => (
                <tr key={`${label}-${predicted}`}>
                  <td>{names[label]}</td>
                  <td>{names[predicted]}</td>
                  <td>{count}</td>
                  <td>{percentWords(count / (matrix.labelled[label] ?? count))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Figures>
  );
}
