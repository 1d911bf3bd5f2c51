import { Check, Trash2 } from 'lucide-react';
import { bytesWords } from '../../core/bytes-words.ts';
import { useOffline } from '../../store/offline/offline.ts';
import type { KeptPart } from '../../store/offline/offline-state.ts';
import { Button } from '../primitives/Button.tsx';

interface Props {
  readonly title: string;
  readonly parts: readonly KeptPart[];
  /** Whose parts are shown. */
  readonly folder: 'models' | 'samples' | 'code';
  /** Where the parts' names come from. */
  readonly cards: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/** Models or sample sets: what is here, with a way to remove it, and a tick for what is to come. */
export function PartChoice({ title, parts, folder, cards, chosen, onChoose }: Props) {
  const choose = (id: string, wanted: boolean) =>
    onChoose(new Set(wanted ? [...chosen, id] : [...chosen].filter((other) => other !== id)));
  const shown = cards.flatMap((card) => {
    const part = parts.find(({ id }) => id === `${folder}/${card.id}`);
    return part ? [{ part, name: card.name }] : [];
  });
  return (
    <fieldset className="offline-parts">
      <legend>{title}</legend>
      <ul>
        {shown.map(({ part, name }) => (
          <li key={part.id} className="offline-part">
            {part.missing.length > 0 ? (
              <label className="offline-part-name">
                <input
                  type="checkbox"
                  checked={chosen.has(part.id)}
                  onChange={(event) => choose(part.id, event.currentTarget.checked)}
                />
                {name}
              </label>
            ) : (
              <KeptPartWords id={part.id} name={name} />
            )}
            <span className="offline-part-bytes numbers">{bytesWords(part.bytes)}</span>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function KeptPartWords({ id, name }: { readonly id: string; readonly name: string }) {
  const removing = useOffline((state) => state.removing.has(id));
  const setRemoving = useOffline((state) => state.setRemoving);
  return (
    <>
      <span className="offline-part-name">
        <Check size={16} strokeWidth={1.75} aria-hidden="true" />
        <span>
          {name} <span className="offline-here">{removing ? 'will be removed' : 'is here'}</span>
        </span>
      </span>
      {removing ? (
        <Button look="quiet" aria-label={`Undo: remove ${name}`} onClick={() => setRemoving(id, false)}>
          Undo
        </Button>
      ) : (
        <Button
          look="quiet"
          danger
          icon={Trash2}
          label={`Remove ${name}`}
          onClick={() => setRemoving(id, true)}
        />
      )}
    </>
  );
}
