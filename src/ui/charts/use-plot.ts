import { type RefObject, useCallback, useEffect, useEffectEvent, useRef } from 'react';
import type uPlot from 'uplot';
import { type Ink, inkNames, loadUPlot } from './plot.ts';
import { useWidth } from './use-width.ts';

interface PlotSettings {
  readonly frame: RefObject<HTMLElement | null>;
  /** Holds one element for each of `inkNames`, in their order, with its colour. */
  readonly inkwell: RefObject<HTMLElement | null>;
  readonly height: number;
  readonly data: uPlot.AlignedData;
  /** What is drawn besides the data; a change of it draws anew. */
  readonly drawn?: unknown;
  /** Asked once, when the frame is laid out; what it reads later it must read through functions. */
  readonly options: (ink: Ink, font: string, width: number) => uPlot.Options;
}

/** Keeps a chart in a frame: made once the library is there, and drawn anew with data, size and theme. */
export function usePlot({ frame, inkwell, height, data, drawn, options }: PlotSettings): void {
  const plot = useRef<uPlot | null>(null);
  const width = useWidth(frame);
  const laidOut = width > 0;
  const ink = useCallback<Ink>(
    (name) => {
      const spot = inkwell.current?.children[inkNames.indexOf(name)];
      return spot === undefined ? '#888' : getComputedStyle(spot).color;
    },
    [inkwell],
  );
  const make = useEffectEvent((UPlot: typeof uPlot, node: HTMLElement) => {
    plot.current = new UPlot(options(ink, getComputedStyle(node).fontFamily, width), data, node);
  });

  useEffect(() => {
    if (!laidOut) return;
    let unmounted = false;
    void loadUPlot().then((UPlot) => {
      const node = frame.current;
      if (!unmounted && node !== null) make(UPlot, node);
    });
    return () => {
      unmounted = true;
      plot.current?.destroy();
      plot.current = null;
    };
  }, [frame, laidOut]);

  useEffect(() => plot.current?.setData(data), [data]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn is read while drawing.
  useEffect(() => plot.current?.redraw(), [drawn]);

  useEffect(() => {
    if (width > 0) plot.current?.setSize({ width, height });
  }, [width, height]);

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
}
