import { useMemo } from 'react';
import { type ConfusionMatrix, cellCount, confusions } from '../../core/evaluation/confusion.ts';
import { percentWords } from '../../core/evaluation/words.ts';
import { Figures } from '../charts/Figures.tsx';
import { useShowMore } from '../primitives/use-show-more.tsx';

interface ConfusionTableProps {
  readonly matrix: ConfusionMatrix;
  /** Names of the classes, in the matrix's order. */
  readonly names: readonly string[];
}

/** Rows at first. */
const FIRST = 100;

/** The matrix as words and numbers: each class's share recognised, and what was mixed up, most often first. */
export function ConfusionTable(props: ConfusionTableProps) {
  return (
    <Figures label="Confusion matrix as tables">
      {() => (
        <>
          <Recognised {...props} />
          <MixedUp {...props} />
        </>
      )}
    </Figures>
  );
}

function Recognised({ matrix, names }: ConfusionTableProps) {
  const { shown, more } = useShowMore(names, FIRST);
  return (
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
          {shown.map((name, label) => {
            const total = matrix.labelled[label] ?? 0;
            const right = cellCount(matrix, label, label);
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
      {more}
    </>
  );
}

function MixedUp({ matrix, names }: ConfusionTableProps) {
  const mixed = useMemo(() => confusions(matrix), [matrix]);
  const { shown, more } = useShowMore(mixed, FIRST);
  return (
    <>
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
          {shown.map(({ label, predicted, count }) => (
            <tr key={`${label}-${predicted}`}>
              <td>{names[label]}</td>
              <td>{names[predicted]}</td>
              <td>{count}</td>
              <td>{percentWords(count / (matrix.labelled[label] ?? count))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}
