import { useMemo, useState } from 'react';
import { classReport } from '../../../core/evaluation/class-metrics.ts';
import type { Judged } from '../judged.ts';
import { ClassCurves } from './ClassCurves.tsx';
import { ClassTable } from './ClassTable.tsx';
import { ColumnWords } from './ColumnWords.tsx';
import { type Sort, sortedClasses } from './class-sort.ts';
import { splitPhotos, undefinedWords } from './metric-words.ts';
import './ClassMetrics.css';

/** Precision, recall, F1 and average precision of each class, and the curves of a chosen one. */
export default function ClassMetrics({ run, split, answers }: Judged) {
  const [sort, setSort] = useState<Sort>({ key: 'f1', descending: false });
  const [chosen, setChosen] = useState<number | null>(null);
  const { classes } = run;
  const names = useMemo(() => classes.map(({ name }) => name), [classes]);
  const report = useMemo(() => classReport(answers, classes.length), [answers, classes]);
  const rows = useMemo(() => sortedClasses(report.classes, names, sort), [report, names, sort]);
  // Until a person chooses: the class with the lowest F1. Another run may have fewer classes.
  const weakest = useMemo(
    () => sortedClasses(report.classes, names, { key: 'f1', descending: false })[0],
    [report, names],
  );
  const shown = (chosen === null ? undefined : report.classes[chosen]) ?? weakest;
  const undefinedMeans = undefinedWords(report.macro);
  return (
    <div className="class-metrics">
      <p>
        Each class against all others, in per cent, on {splitPhotos(split, answers.length)}. Choose a class to
        see its curves below.
      </p>
      <ClassTable
        rows={rows}
        report={report}
        classes={classes}
        split={split}
        sort={sort}
        onSort={setSort}
        chosen={shown?.label ?? null}
        onChoose={setChosen}
      />
      {undefinedMeans !== null && <p className="class-metrics-note">{undefinedMeans}.</p>}
      <ColumnWords />
      {shown && (
        <ClassCurves scores={shown} name={names[shown.label] ?? ''} split={split} answers={answers} />
      )}
    </div>
  );
}
