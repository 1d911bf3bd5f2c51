import { useStore } from '../../store/store.ts';
import { Field } from '../primitives/Field.tsx';

/** Over how long the camera's answers are averaged. */
export function SmoothingChoice() {
  const seconds = useStore((state) => state.smoothing);
  const setSmoothing = useStore((state) => state.setSmoothing);
  return (
    <Field
      label="Smoothing"
      value={seconds === 0 ? 'none' : `${seconds}\u00a0s`}
      hint="Averages the answers over that time, so that the bars don’t flicker. Raise it when they jump, lower it when they lag behind."
    >
      {(ids) => (
        <input
          {...ids}
          type="range"
          min={0}
          max={2}
          step={0.25}
          value={seconds}
          aria-valuetext={seconds === 0 ? 'none' : `${seconds} seconds`}
          onChange={({ currentTarget }) => setSmoothing(currentTarget.valueAsNumber)}
        />
      )}
    </Field>
  );
}
