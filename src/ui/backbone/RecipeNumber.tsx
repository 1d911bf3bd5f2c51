import type { ReactNode } from 'react';
import type { Limits } from '../../core/training/recipe-limits.ts';
import { Field } from '../primitives/Field.tsx';
import { NumberInput } from '../primitives/NumberInput.tsx';
import { limitWords } from './limit-words.ts';

interface RecipeNumberProps {
  readonly label: string;
  readonly unit?: string;
  /** What it does and when to change it. */
  readonly hint: string;
  readonly initial: number;
  readonly value: number;
  readonly limits: Limits;
  /** A button that belongs to the number. */
  readonly beside?: ReactNode;
  readonly onChange: (value: number) => void;
}

/** A number of the recipe with its limits; out of them it says so and keeps the last valid one. */
export function RecipeNumber({
  label,
  unit,
  hint,
  initial,
  value,
  limits,
  beside,
  onChange,
}: RecipeNumberProps) {
  return (
    <div className="recipe-number">
      <Field
        label={label}
        {...(unit !== undefined && { unit })}
        hint={hint}
        initial={String(initial)}
        layout="row"
      >
        {(ids) => (
          <>
            <NumberInput ids={ids} value={value} {...limits} onChange={onChange} />
            {beside}
          </>
        )}
      </Field>
      <p className="recipe-invalid" role="alert">
        {label} must be {limitWords(limits)}; {value} stays in use.
      </p>
    </div>
  );
}
