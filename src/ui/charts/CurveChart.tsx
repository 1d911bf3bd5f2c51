import { useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import type { Unseen } from '../../core/evaluation/words.ts';
import { ChartFigure } from './ChartFigure.tsx';
import type { CurveData } from './curve-data.ts';
import type { Mark, PhaseMark } from './curve-marks.ts';
import { curveOptions } from './curve-plot.ts';
import { usePlot } from './use-plot.ts';

interface CurveChartProps {
  /** What the y-axis shows, with its unit: 'Accuracy, %'. */
  readonly title: string;
  readonly data: CurveData;
  /** Right end of the x-axis. */
  readonly epochs: number;
  readonly step: string;
  readonly unseen: Unseen;
  /** Top of the y-axis; the bottom is 0. */
  readonly top: number;
  readonly mark: Mark | null;
  readonly phases: readonly PhaseMark[];
  /** A value with its unit. */
  readonly format: (value: number) => string;
}

const height = 200;

function columns({ epochs, training, validation }: CurveData): uPlot.AlignedData {
  return [[...epochs], [...training], [...validation]];
}

/** 'Epoch 12: training 97.1 %, validation 95.8 %' for the point under the pointer, else for the last. */
function readout(
  data: CurveData,
  index: number | null,
  step: string,
  unseen: Unseen,
  format: (value: number) => string,
): string {
  const at = index ?? data.epochs.length - 1;
  const epoch = data.epochs[at];
  if (epoch === undefined) return '';
  const values = (['training', 'validation'] as const).flatMap((name) => {
    const value = data[name][at];
    const word = name === 'training' ? name : unseen;
    return value === null || value === undefined ? [] : [`${word} ${format(value)}`];
  });
  return `${step} ${Number.isInteger(epoch) ? epoch : epoch.toFixed(1)}: ${values.join(', ')}`;
}

/** Training and validation over the epochs, drawn on a canvas; the numbers are repeated in words above it. */
export function CurveChart({
  title,
  data,
  epochs,
  step,
  unseen,
  top,
  mark,
  phases,
  format,
}: CurveChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const inkwell = useRef<HTMLSpanElement>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const latest = useRef({ epochs, unseen, top, mark, phases, format });
  latest.current = { epochs, unseen, top, mark, phases, format };
  const drawn = useMemo(() => columns(data), [data]);
  usePlot({
    frame,
    inkwell,
    height,
    data: drawn,
    options: (ink, font, width) =>
      curveOptions(
        {
          ink,
          font,
          step,
          top: () => latest.current.top,
          unseen: () => latest.current.unseen,
          epochs: () => latest.current.epochs,
          mark: () => latest.current.mark,
          phases: () => latest.current.phases,
          format: (value) => latest.current.format(value),
          onPoint: setPointed,
        },
        width,
        height,
      ),
  });
  return (
    <ChartFigure
      title={title}
      readout={readout(data, pointed, step, unseen, format)}
      height={height}
      frame={frame}
      inkwell={inkwell}
    />
  );
}
