import { useCallback, useEffect, useRef, useState } from 'react';
import type uPlot from 'uplot';
import type { CurveData } from './curve-data.ts';
import { curveOptions, type InkName, loadUPlot } from './curve-plot.ts';
import { useWidth } from './use-width.ts';
import './CurveChart.css';

interface CurveChartProps {
  /** What the y-axis shows, with its unit: 'Accuracy, %'. */
  readonly title: string;
  readonly data: CurveData;
  /** Right end of the x-axis. */
  readonly epochs: number;
  /** Top of the y-axis; the bottom is 0. */
  readonly top: number;
  readonly best: number | null;
  /** A value with its unit. */
  readonly format: (value: number) => string;
}

const inks: readonly InkName[] = ['text', 'muted', 'grid', 'training', 'validation'];
const height = 200;

function columns({ epochs, training, validation }: CurveData): uPlot.AlignedData {
  return [[...epochs], [...training], [...validation]];
}

/** 'Epoch 12: training 97.1 %, validation 95.8 %' for the point under the pointer, else for the last. */
function readout(data: CurveData, index: number | null, format: (value: number) => string): string {
  const at = index ?? data.epochs.length - 1;
  const epoch = data.epochs[at];
  if (epoch === undefined) return '';
  const values = (['training', 'validation'] as const).flatMap((name) => {
    const value = data[name][at];
    return value === null || value === undefined ? [] : [`${name} ${format(value)}`];
  });
  return `Epoch ${Number.isInteger(epoch) ? epoch : epoch.toFixed(1)}: ${values.join(', ')}`;
}

/** Training and validation over the epochs, drawn on a canvas; the numbers are repeated in words above it. */
export function CurveChart({ title, data, epochs, top, best, format }: CurveChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const inkwell = useRef<HTMLSpanElement>(null);
  const plot = useRef<uPlot | null>(null);
  const width = useWidth(frame);
  const laidOut = width > 0;
  const [pointed, setPointed] = useState<number | null>(null);
  const latest = useRef({ data, epochs, top, best, format, width });
  latest.current = { data, epochs, top, best, format, width };

  const ink = useCallback((name: InkName) => {
    const spot = inkwell.current?.children[inks.indexOf(name)];
    return spot === undefined ? '#888' : getComputedStyle(spot).color;
  }, []);

  useEffect(() => {
    if (!laidOut) return;
    let unmounted = false;
    void loadUPlot().then((UPlot) => {
      const node = frame.current;
      if (unmounted || node === null) return;
      const options = curveOptions(
        {
          ink,
          font: getComputedStyle(node).fontFamily,
          top: () => latest.current.top,
          epochs: () => latest.current.epochs,
          best: () => latest.current.best,
          format: (value) => latest.current.format(value),
          onPoint: setPointed,
        },
        latest.current.width,
        height,
      );
      plot.current = new UPlot(options, columns(latest.current.data), node);
    });
    return () => {
      unmounted = true;
      plot.current?.destroy();
      plot.current = null;
    };
  }, [ink, laidOut]);

  useEffect(() => plot.current?.setData(columns(data)), [data]);

  useEffect(() => {
    if (width > 0) plot.current?.setSize({ width, height });
  }, [width]);

  useEffect(() => {
    const redraw = () => plot.current?.redraw(false);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', redraw);
    const observer = new MutationObserver(redraw);
    observer.observe(document.documentElement, { attributes: true });
    return () => {
      scheme.removeEventListener('change', redraw);
      observer.disconnect();
    };
  }, []);

  return (
    <figure className="curve-chart">
      <figcaption>
        <span className="curve-chart-title">{title}</span>
        <span className="curve-chart-readout numbers">{readout(data, pointed, format)}</span>
      </figcaption>
      <div ref={frame} className="curve-chart-frame" style={{ height }} aria-hidden="true" />
      <span ref={inkwell} hidden>
        {inks.map((name) => (
          <span key={name} className={`curve-ink-${name}`} />
        ))}
      </span>
    </figure>
  );
}
