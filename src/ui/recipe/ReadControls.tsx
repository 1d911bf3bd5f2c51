import type { CatalogueCard } from '../../core/backbone/card.ts';
import { countWords } from '../../core/count-words.ts';
import { Field } from '../primitives/Field.tsx';
import { Switch } from '../primitives/Switch.tsx';

interface Props {
  readonly card: Pick<CatalogueCard, 'depths'>;
  readonly read: readonly string[] | null;
  readonly onChange: (read: readonly string[] | null) => void;
}

/** Which of the network's depths the head reads: found on the photos, or as the person says. */
export function ReadControls({ card, read, onChange }: Props) {
  const names = card.depths.map(({ name }) => name);
  const chosen = read?.filter((name) => names.includes(name)) ?? [];
  const found = chosen.length === 0;
  return (
    <>
      <Field
        label="Find out what to read"
        hint="Compares the network’s depths on your photos, one by one and together, by cross-validation, and reads what does best. Switch it off to choose yourself."
        initial="on"
        layout="row"
      >
        {(ids) => <Switch ids={ids} checked={found} onChange={(on) => onChange(on ? null : names)} />}
      </Field>
      {!found &&
        card.depths.map(({ name, features }, i) => (
          <Field
            key={name}
            label={`Depth ${name}`}
            hint={
              i === card.depths.length - 1
                ? `The last block: ${countWords(features)} numbers, nearest to what the network was trained on.`
                : `${countWords(features)} numbers.`
            }
            initial="on"
            layout="row"
          >
            {(ids) => (
              <Switch
                ids={ids}
                checked={chosen.includes(name)}
                // One at least must be read.
                disabled={chosen.length === 1 && chosen[0] === name}
                onChange={(on) => onChange(names.filter((one) => (one === name ? on : chosen.includes(one))))}
              />
            )}
          </Field>
        ))}
    </>
  );
}
