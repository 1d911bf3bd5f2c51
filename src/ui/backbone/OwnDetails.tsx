import { useState } from 'react';
import type { BackboneInput } from '../../core/backbone/card.ts';
import { sameInput } from '../../core/backbone/own-input.ts';
import { useOwnBackbones } from '../../store/backbone/own-backbones.ts';
import { Button } from '../primitives/Button.tsx';
import { Field } from '../primitives/Field.tsx';
import { OwnProgress } from './OwnProgress.tsx';

interface Props {
  /** What the model calls itself. */
  readonly name: string;
  readonly cut: string;
  /** Null: not chosen yet. */
  readonly input: BackboneInput | null;
  readonly onAdded: () => void;
}

const mostLetters = 60;

/** Under which name the network is kept, and what is known of its rights; then it joins the others. */
export function OwnDetails({ name: own, cut, input, onAdded }: Props) {
  const [name, setName] = useState(own);
  const [author, setAuthor] = useState('');
  const [licence, setLicence] = useState('');
  const work = useOwnBackbones((state) => state.work);
  const trials = useOwnBackbones((state) => state.trials);
  const ready = input !== null && name.trim() !== '';
  const add = async () => {
    if (!input || !ready) return;
    const trial = trials?.find((one) => sameInput(one.input, input)) ?? null;
    const wanted = { name: name.trim(), cut, depths: null, input, licence, author, trial };
    if (await useOwnBackbones.getState().add(wanted)) onAdded();
  };
  return (
    <form
      className="own-part"
      aria-label="How it is kept"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <h3>How it is kept</h3>
      <OwnText label="Name" value={name} onChange={setName} />
      <OwnText label="Author" hint="Who trained it." value={author} onChange={setAuthor} />
      <OwnText
        label="Licence"
        hint="As its author states it. It goes along with every model that you export."
        value={licence}
        onChange={setLicence}
      />
      {work?.what === 'adding' ? (
        <OwnProgress what="Storing the network" unit="files" work={work} />
      ) : (
        <div className="own-buttons">
          <Button type="submit" look={ready ? 'primary' : 'secondary'} disabled={!ready || work !== null}>
            Add to the backbones
          </Button>
          {input === null && <p className="own-hint">Try or choose what it wants of its pixels first.</p>}
        </div>
      )}
    </form>
  );
}

interface TextProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function OwnText({ label, hint, value, onChange }: TextProps) {
  return (
    <Field label={label} {...(hint !== undefined && { hint })}>
      {(ids) => (
        <input
          {...ids}
          className="field-control"
          type="text"
          maxLength={mostLetters}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
