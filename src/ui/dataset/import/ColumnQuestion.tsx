import { useId } from 'react';
import type { ImportQuestion } from '../../../core/dataset/import/import-plan.ts';
import type { LabelColumns } from '../../../core/dataset/import/label-columns.ts';
import { Field } from '../../primitives/Field.tsx';
import { ScrollRegion } from '../../primitives/ScrollRegion.tsx';

interface Props {
  readonly question: Extract<ImportQuestion, { kind: 'columns' }>;
  readonly onChoose: (columns: LabelColumns) => void;
}

/** Asks which column of a list says what, beside its first rows. */
export function ColumnQuestion({ question, onChoose }: Props) {
  const id = useId();
  const { path, header, rows, columns } = question;
  const label = typeof columns.label === 'number' ? columns.label : (columns.label[0] ?? 0);
  return (
    <section className="plan-columns" aria-labelledby={id}>
      <h3 id={id} className="plan-root">
        Which column of {path} says what?
      </h3>
      <ScrollRegion label={`First rows of ${path}`} className="plan-rows">
        <table>
          <thead>
            <tr>
              {header.map((name, at) => (
                // Two columns may have one name.
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                <th key={at} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows never move
              <tr key={index}>
                {header.map((_, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                  <td key={at}>{row[at]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <div className="plan-choices">
        <Column
          label="Photo"
          header={header}
          value={columns.file}
          onChoose={(file) => onChoose({ ...columns, file })}
        />
        <Column
          label="Class"
          header={header}
          value={label}
          onChoose={(at) => onChoose({ ...columns, label: at })}
        />
        <Column
          label="Split"
          header={header}
          value={columns.split ?? -1}
          none="None"
          onChoose={(at) => onChoose({ ...columns, split: at < 0 ? null : at })}
        />
      </div>
    </section>
  );
}

interface ColumnProps {
  readonly label: string;
  readonly header: readonly string[];
  readonly value: number;
  /** What stands for no column. */
  readonly none?: string;
  readonly onChoose: (at: number) => void;
}

function Column({ label, header, value, none, onChoose }: ColumnProps) {
  return (
    <Field label={label}>
      {(ids) => (
        <select
          {...ids}
          className="field-control"
          value={value}
          onChange={({ currentTarget }) => onChoose(Number(currentTarget.value))}
        >
          {none !== undefined && <option value={-1}>{none}</option>}
          {header.map((name, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
            <option key={at} value={at}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
