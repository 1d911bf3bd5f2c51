import { Segmented } from '../primitives/Segmented.tsx';

interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  /** What it does, when to change it, and the default. */
  readonly hint: string;
  readonly onChange: (value: T) => void;
}

/** One of a few ways, with its words; more than two lie in rows where the stage is narrow. */
export function RecipeChoice<T extends string>({ label, value, options, hint, onChange }: Props<T>) {
  return (
    <div className="recipe-choice" data-many={options.length > 2 || undefined}>
      <p className="recipe-choice-label" aria-hidden="true">
        {label}
      </p>
      <Segmented label={label} value={value} options={options} onChange={onChange} />
      <p className="recipe-choice-hint">{hint}</p>
    </div>
  );
}
