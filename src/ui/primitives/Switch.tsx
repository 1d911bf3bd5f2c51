import type { FieldIds } from './Field.tsx';
import './Switch.css';

interface Props {
  readonly ids: FieldIds;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** On or off, at once. For use in a Field with layout 'row'. */
export function Switch({ ids, checked, disabled = false, onChange }: Props) {
  return (
    <input
      {...ids}
      className="switch"
      type="checkbox"
      role="switch"
      checked={checked}
      aria-checked={checked}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
