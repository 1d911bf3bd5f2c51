import type { ReactNode } from 'react';
import { Field } from '../primitives/Field.tsx';
import { Switch } from '../primitives/Switch.tsx';
import { heatGradient } from './saliency-pixels.ts';
import './SaliencyOverlay.css';

/** How the overlay is shown. */
export interface OverlayLook {
  readonly on: boolean;
  /** 0…1. */
  readonly opacity: number;
}

export const initialOpacity = 0.6;

interface Props {
  readonly look: OverlayLook;
  readonly onChange: (look: OverlayLook) => void;
  /** What is explained and how: shown while the overlay is on. */
  readonly children?: ReactNode;
}

/** Switches the overlay on, makes it stronger or weaker, and says what its colours mean. */
export function OverlayControls({ look, onChange, children }: Props) {
  return (
    <div className="saliency-controls">
      <Field
        label="Show where it looks"
        hint="Colours what in the picture speaks for a class. Switch it on to see whether the model looks at the thing or at what is around it."
        layout="row"
      >
        {(ids) => <Switch ids={ids} checked={look.on} onChange={(on) => onChange({ ...look, on })} />}
      </Field>
      {look.on && (
        <>
          <div className="saliency-legend">
            <span>little</span>
            <span className="saliency-scale" style={{ background: heatGradient }} aria-hidden="true" />
            <span>speaks for it most</span>
          </div>
          {children}
          <Field label="Opacity" value={`${Math.round(look.opacity * 100)}\u00a0%`}>
            {(ids) => (
              <input
                {...ids}
                type="range"
                min={10}
                max={100}
                step={5}
                value={Math.round(look.opacity * 100)}
                aria-valuetext={`${Math.round(look.opacity * 100)}\u00a0%`}
                onChange={(event) => onChange({ ...look, opacity: event.currentTarget.valueAsNumber / 100 })}
              />
            )}
          </Field>
        </>
      )}
    </div>
  );
}
