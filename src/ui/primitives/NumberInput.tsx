import { useState } from 'react';
import type { FieldIds } from './Field.tsx';

interface Props {
  readonly ids: FieldIds;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** 'any' for numbers over many orders of magnitude. */
  readonly step?: number | 'any';
  readonly disabled?: boolean;
  readonly onChange: (value: number) => void;
}

/** A number typed freely: told on once it is valid, put back to the last valid one on leaving. For use in a Field. */
export function NumberInput({ ids, value, min, max, step = 1, disabled = false, onChange }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const valid = (text: string) => {
    const number = Number(text);
    const whole = step !== 1 || Number.isInteger(number);
    return text.trim() !== '' && Number.isFinite(number) && whole && number >= min && number <= max;
  };
  return (
    <input
      {...ids}
      className="field-control"
      type="number"
      inputMode="decimal"
      value={draft ?? value}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      aria-invalid={draft !== null && !valid(draft)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setDraft(text);
        if (valid(text)) onChange(Number(text));
      }}
      onBlur={() => setDraft(null)}
    />
  );
}
