import { Gauge } from 'lucide-react';
import { useState } from 'react';
import { numberFormat } from '../../core/number-format.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';

const millis = numberFormat({ maximumSignificantDigits: 3 });

/** Measures on demand how fast this machine runs the chosen backbone, and says it: 14.4 ms a photo, 70 % of its best. */
export function MeasureMachine() {
  const machine = useStore((state) => state.machine);
  const measureMachine = useStore((state) => state.measureMachine);
  const backbone = useStore((state) => state.recipe.backbone);
  const engine = useStore((state) => state.engine);
  const [measuring, setMeasuring] = useState(false);
  // Figures of another backbone or backend say nothing about what would run now.
  const current =
    machine !== null &&
    machine.backbone === backbone &&
    engine.kind === 'ready' &&
    engine.backend.name === machine.backend.name &&
    engine.backend.threads === machine.backend.threads;

  const measure = async () => {
    setMeasuring(true);
    await measureMachine();
    setMeasuring(false);
  };
  return (
    <div className="status-machine">
      <p className="numbers" aria-live="polite">
        {current && !measuring && (
          <>
            <data
              value={machine.forwardMsPerImage}
              title={`The backbone alone on ready pictures, ${machine.batchSize} at a time`}
            >
              {`${millis(machine.forwardMsPerImage)}\u00a0ms a photo`}
            </data>
            {', '}
            <data
              value={machine.efficiency}
              title="The backbone’s multiplications and additions a second, against those of a plain product of two large matrices"
            >
              {`${Math.round(100 * machine.efficiency)}\u00a0% of this machine’s best`}
            </data>
          </>
        )}
      </p>
      <Button
        look="quiet"
        icon={Gauge}
        className="status-measure"
        title="Measures how long the chosen backbone takes for a photo here. Takes some seconds; waits for what is running."
        aria-disabled={measuring}
        onClick={() => {
          if (!measuring) void measure();
        }}
      >
        {measuring ? 'Measuring…' : current ? 'Measure again' : 'Measure'}
      </Button>
    </div>
  );
}
