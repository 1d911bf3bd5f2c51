import { useId } from 'react';
import { type AxisKey, axisKeys, axisNames } from './sweep-axes.ts';

interface AxisFieldProps {
  /** 'First setting', 'Second setting'. */
  readonly label: string;
  /** Null: none. */
  readonly value: AxisKey | null;
  /** Whether it can be left out. */
  readonly optional: boolean;
  /** Chosen as the other axis. */
  readonly taken: AxisKey | null;
  readonly text: string;
  readonly problem: string | null;
  readonly onChoose: (key: AxisKey | null) => void;
  readonly onType: (text: string) => void;
}

/** A hyperparameter, and the values of it to try. */
export function AxisField({
  label,
  value,
  optional,
  taken,
  text,
  problem,
  onChoose,
  onType,
}: AxisFieldProps) {
  const id = useId();
  return (
    <div className="sweep-axis">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="field-control"
        value={value ?? ''}
        onChange={(event) => onChoose(axisKeys.find((key) => key === event.currentTarget.value) ?? null)}
      >
        {optional && <option value="">None</option>}
        {axisKeys
          .filter((key) => key !== taken)
          .map((key) => (
            <option key={key} value={key}>
              {axisNames[key]}
            </option>
          ))}
      </select>
      {value !== null && (
        <>
          <label htmlFor={`${id}-values`}>
            <span className="visually-hidden">{axisNames[value]}: </span>Values to try
          </label>
          <input
            id={`${id}-values`}
            className="field-control numbers"
            type="text"
            autoComplete="off"
            spellCheck={false}
            value={text}
            aria-invalid={problem !== null}
            aria-describedby={`${id}-problem`}
            onChange={(event) => onType(event.currentTarget.value)}
          />
          <p id={`${id}-problem`} className="sweep-problem" role="alert">
            {problem}
          </p>
        </>
      )}
    </div>
  );
}
