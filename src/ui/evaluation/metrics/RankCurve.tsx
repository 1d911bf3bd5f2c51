import { useMemo, useRef, useState } from 'react';
import type uPlot from 'uplot';
import type { CurvePoint } from '../../../core/evaluation/curves.ts';
import { percentWords } from '../../../core/evaluation/words.ts';
import { ChartFigure } from '../../charts/ChartFigure.tsx';
import { usePlot } from '../../charts/use-plot.ts';
import { type CurveLine, cornerAt } from './curve-lines.ts';
import { rankCurveOptions } from './rank-curve-plot.ts';

interface Props {
  /** What the axes show, with their units. */
  readonly title: string;
  readonly across: string;
  readonly line: CurveLine;
  /** The height of the line that guessing gives, a share; null: the diagonal. */
  readonly guess: number | null;
  readonly kind: 'precision-recall' | 'roc';
}

const height = 200;
/** The threshold that is marked on the curve: more likely this class than not. */
const even = 0.5;

/** 'From 42 % sure: recall 90 %, precision 81 %'. `threshold` is what the point is asked for. */
function pointWords(
  { recall, precision, falsePositiveRate }: CurvePoint,
  threshold: number,
  kind: Props['kind'],
): string {
  const from = Number.isFinite(threshold) ? `From ${percentWords(threshold)} sure` : 'Never taken for it';
  return kind === 'roc'
    ? `${from}: recall ${percentWords(recall)}, false alarms ${percentWords(falsePositiveRate)}`
    : `${from}: recall ${percentWords(recall)}, precision ${percentWords(precision)}`;
}

/** A precision-recall or ROC curve with the line of guessing; the point under the pointer is said in words above. */
export function RankCurve({ title, across, line, guess, kind }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const inkwell = useRef<HTMLSpanElement>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const marked = useMemo(() => cornerAt(line, even), [line]);
  const latest = useRef({ line, guess, marked });
  latest.current = { line, guess, marked };
  const data = useMemo<uPlot.AlignedData>(
    () => [[...line.x], [...line.y], line.x.map((x) => (guess === null ? x : guess * 100))],
    [line, guess],
  );
  usePlot({
    frame,
    inkwell,
    height,
    data,
    drawn: marked,
    options: (ink, font, width) =>
      rankCurveOptions(
        {
          ink,
          font,
          across,
          diagonal: () => latest.current.guess === null,
          dot: () => {
            const { line: drawn, marked: corner } = latest.current;
            const [x, y] = corner === null ? [] : [drawn.x[corner], drawn.y[corner]];
            return x === undefined || y === undefined ? null : { x, y };
          },
          onPoint: setPointed,
        },
        width,
        height,
      ),
  });
  const at = line.points[pointed ?? marked ?? -1];
  return (
    <ChartFigure
      title={title}
      readout={at ? pointWords(at, pointed === null ? even : at.threshold, kind) : ''}
      height={height}
      frame={frame}
      inkwell={inkwell}
    />
  );
}
