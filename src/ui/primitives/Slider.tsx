import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { Field } from './Field.tsx';
import { NumberInput } from './NumberInput.tsx';
import './Slider.css';

interface Props {
  readonly label: string;
  readonly unit: string;
  /** One plain sentence: what it does and when to change it. */
  readonly hint: string;
  /** The default. */
  readonly initial: number;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Each value on the way, while the handle is held. */
  readonly onDrag: (value: number) => void;
  /** The value that was settled on: the handle let go, a key pressed, a number typed. */
  readonly onChange: (value: number) => void;
}

/** A number on a range: a handle, and the same number beside it to be typed. */
export function Slider({ label, unit, hint, initial, value, min, max, step, onDrag, onChange }: Props) {
  const [dragged, setDragged] = useState<number | null>(null);
  const range = useRef<HTMLInputElement>(null);
  const numberId = useId();
  const shown = dragged ?? value;
  const settle = useEffectEvent((settled: number) => {
    setDragged(null);
    onChange(settled);
  });
  useEffect(() => {
    const handle = range.current;
    if (handle === null) return;
    // React calls onChange for each step of a drag; the browser's own `change` comes once, when it ends.
    const change = () => settle(handle.valueAsNumber);
    handle.addEventListener('change', change);
    return () => handle.removeEventListener('change', change);
  }, []);
  return (
    <Field label={label} unit={unit} hint={hint} initial={`${initial}\u00a0${unit}`}>
      {(ids) => (
        <>
          <input
            {...ids}
            ref={range}
            type="range"
            min={min}
            max={max}
            step={step}
            value={shown}
            aria-valuetext={`${shown}\u00a0${unit}`}
            onChange={(event) => {
              const moved = event.currentTarget.valueAsNumber;
              setDragged(moved);
              onDrag(moved);
            }}
          />
          <label className="visually-hidden" htmlFor={numberId}>
            {label}, as a number
          </label>
          <div className="slider-number">
            <NumberInput
              ids={{ id: numberId, 'aria-describedby': ids['aria-describedby'] }}
              value={shown}
              min={min}
              max={max}
              step={step === 1 ? 1 : 'any'}
              onChange={onChange}
            />
          </div>
        </>
      )}
    </Field>
  );
}
