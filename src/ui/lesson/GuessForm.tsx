import { Play } from 'lucide-react';
import { useId, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { Field } from '../primitives/Field.tsx';
import './GuessForm.css';

interface Props {
  /** Whether there is what a training needs. */
  readonly ready: boolean;
  /** Id of what tells what is missing. */
  readonly readiness: string;
}

/** Before a lesson's training: what the student expects of it. */
export default function GuessForm({ ready, readiness }: Props) {
  const train = useStore((state) => state.train);
  const [percent, setPercent] = useState(50);
  const id = useId();
  return (
    <form
      className="guess"
      aria-labelledby={id}
      onSubmit={(event) => {
        event.preventDefault();
        void train(percent / 100);
      }}
    >
      <h3 id={id}>What do you expect?</h3>
      <Field
        label="Share of photos new to it that it will get right"
        value={`${percent}\u00a0%`}
        hint="A guess first makes the result say more: whether you were surprised, and by how much."
      >
        {(ids) => (
          <input
            {...ids}
            type="range"
            min={0}
            max={100}
            step={1}
            value={percent}
            aria-valuetext={`${percent} %`}
            onChange={({ currentTarget }) => setPercent(currentTarget.valueAsNumber)}
          />
        )}
      </Field>
      <Button look="primary" icon={Play} type="submit" disabled={!ready} aria-describedby={readiness}>
        Train with this guess
      </Button>
      <Button look="quiet" disabled={!ready} aria-describedby={readiness} onClick={() => void train()}>
        Train without a guess
      </Button>
    </form>
  );
}
