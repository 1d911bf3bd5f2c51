import type { Augmentation, AugmentationPart } from '../../core/augmentation/augmentation.ts';
import { Field } from '../primitives/Field.tsx';
import { Slider } from '../primitives/Slider.tsx';
import { Switch } from '../primitives/Switch.tsx';
import { partControls } from './part-controls.ts';
import { initialRange, rangeLimits, readRange, switchPart, writeRange } from './part-ranges.ts';

interface Props {
  readonly part: AugmentationPart;
  readonly augmentation: Augmentation;
  /** What it would be, on the way, while a handle is held. */
  readonly onDrag: (augmentation: Augmentation) => void;
  readonly onChange: (augmentation: Augmentation) => void;
}

/** A part's switch and, while it is on, its ranges. */
export function PartControl({ part, augmentation, onDrag, onChange }: Props) {
  const { label, hint, ranges } = partControls[part];
  const { on } = augmentation[part];
  return (
    <div className="augmentation-part">
      <Field label={label} hint={hint} initial="off" layout="row">
        {(ids) => (
          <Switch
            ids={ids}
            checked={on}
            onChange={(checked) => onChange(switchPart(augmentation, part, checked))}
          />
        )}
      </Field>
      {on &&
        ranges.map((range) => (
          <Slider
            key={range.name}
            label={range.label}
            unit={range.unit}
            hint={range.hint}
            initial={initialRange(part, range)}
            value={readRange(augmentation, part, range)}
            {...rangeLimits(part, range)}
            step={range.step}
            onDrag={(shown) => onDrag(writeRange(augmentation, part, range, shown))}
            onChange={(shown) => onChange(writeRange(augmentation, part, range, shown))}
          />
        ))}
    </div>
  );
}
