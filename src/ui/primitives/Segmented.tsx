import { type ReactNode, useId } from 'react';
import './Segmented.css';

interface Props<T extends string> {
  /** What is chosen, for screen readers and as the tooltip. */
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string; readonly icon?: ReactNode }[];
  readonly disabled?: boolean;
  readonly onChange: (value: T) => void;
}

/** One of a few, all visible: radio buttons drawn side by side. An option with an icon shows the icon alone. */
export function Segmented<T extends string>({ label, value, options, disabled = false, onChange }: Props<T>) {
  const name = useId();
  return (
    <fieldset className="segmented" disabled={disabled}>
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="segmented-option"
          data-chosen={option.value === value || undefined}
          title={option.icon ? option.label : undefined}
        >
          <input
            className="segmented-input"
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.icon}
          <span className={option.icon ? 'visually-hidden' : 'segmented-label'}>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
