import type { Augmentation } from '../../core/augmentation/augmentation.ts';
import { PartControl } from './PartControl.tsx';
import { partGroups } from './part-controls.ts';
import './AugmentationParts.css';

interface Props {
  readonly augmentation: Augmentation;
  readonly onDrag: (augmentation: Augmentation) => void;
  readonly onChange: (augmentation: Augmentation) => void;
}

/** All parts of the augmentation, grouped by what they change. */
export default function AugmentationParts({ augmentation, onDrag, onChange }: Props) {
  return partGroups.map(({ title, parts }) => (
    <fieldset key={title} className="augmentation-group">
      <legend>{title}</legend>
      {parts.map((part) => (
        <PartControl key={part} part={part} augmentation={augmentation} onDrag={onDrag} onChange={onChange} />
      ))}
    </fieldset>
  ));
}
