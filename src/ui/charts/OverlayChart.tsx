import { useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import { percentWords } from '../../core/evaluation/words.ts';
import { smallest } from '../../core/extremes.ts';
import { ChartFigure } from './ChartFigure.tsx';
import { type OverlayData, type OverlayRun, overlayData } from './overlay-data.ts';
import { lineMarks } from './overlay-marks.ts';
import { overlayOptions } from './overlay-plot.ts';
import { grownTop } from './scale.ts';
import { usePlot } from './use-plot.ts';

interface Props {
  readonly metric: 'accuracy' | 'loss';
  /** At most `mostLines`; another list of runs needs another key. */
  readonly runs: readonly OverlayRun[];
  /** What the horizontal axis counts: 'Epoch'. */
  readonly step: string;
}

const height = 220;
/** Of photos that the models had not learned from: left out in turn, or held out. */
const titles = { accuracy: 'Accuracy on unseen photos, %', loss: 'Loss on unseen photos, nats' } as const;
const formats = {
  accuracy: (value: number) => percentWords(value / 100, 1),
  loss: (value: number) => value.toFixed(3),
} as const;

/** Loss from 0; accuracy from the tens below the lowest, or good runs could not be told apart. */
function axisRange(metric: Props['metric'], { lines }: OverlayData): readonly [number, number] {
  const values = lines.flat().filter((value) => value !== null);
  if (metric === 'loss') return [0, grownTop(0, values) || 1];
  return [Math.min(90, 10 * Math.floor(smallest(values, 100) / 10)), 100];
}

/** 'Epoch 12: Run 3 0.231, Run 5 0.198' for the point under the pointer; nothing without one. */
function readout(
  { epochs, lines }: OverlayData,
  names: readonly string[],
  step: string,
  index: number | null,
  format: (value: number) => string,
): string {
  const epoch = index === null ? undefined : epochs[index];
  if (index === null || epoch === undefined) return '';
  const values = names.flatMap((name, i) => {
    const value = lines[i]?.[index];
    return value === null || value === undefined ? [] : [`${name} ${format(value)}`];
  });
  return `${step} ${epoch}: ${values.join(', ')}`;
}

/** One metric on unseen photos of several runs over their epochs, laid over each other. */
export function OverlayChart({ metric, runs, step }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const inkwell = useRef<HTMLSpanElement>(null);
  const swatches = useRef<HTMLSpanElement>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const data = useMemo(() => overlayData(metric, runs), [metric, runs]);
  const drawn = useMemo<uPlot.AlignedData>(
    () => [[...data.epochs], ...data.lines.map((line) => [...line])],
    [data],
  );
  const names = runs.map(({ name }) => name);
  const range = axisRange(metric, data);
  usePlot({
    frame,
    inkwell,
    height,
    data: drawn,
    options: (ink, font, width) =>
      overlayOptions(
        {
          ink,
          colour: (index) => {
            const swatch = swatches.current?.children[index];
            return swatch === undefined ? '#888' : getComputedStyle(swatch).color;
          },
          font,
          names,
          step,
          range,
          onPoint: setPointed,
        },
        width,
        height,
      ),
  });
  return (
    <>
      <ChartFigure
        title={titles[metric]}
        readout={readout(data, names, step, pointed, formats[metric])}
        height={height}
        frame={frame}
        inkwell={inkwell}
      />
      <span ref={swatches} hidden>
        {lineMarks.map(({ colour }) => (
          <span key={colour} style={{ color: colour }} />
        ))}
      </span>
    </>
  );
}
