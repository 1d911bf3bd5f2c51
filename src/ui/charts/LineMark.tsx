import { lineMarks } from './overlay-marks.ts';

/** A run's line as the chart draws it, for legends and tables. */
export function LineMark({ index }: { readonly index: number }) {
  const mark = lineMarks[index];
  return (
    <svg className="line-mark" width="28" height="10" aria-hidden="true">
      <line
        x1="1"
        x2="27"
        y1="5"
        y2="5"
        stroke={mark?.colour}
        strokeWidth="2.5"
        strokeDasharray={mark?.dash.join(' ')}
      />
    </svg>
  );
}
