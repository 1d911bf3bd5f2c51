import { useCallback, useMemo, useState } from 'react';
import { type ClassReport, classReport } from '../../../core/evaluation/class-metrics.ts';
import { useInParts } from '../../primitives/use-in-parts.ts';
import type { Judged } from '../judged.ts';
import { ClassCurves } from './ClassCurves.tsx';
import { ClassTable } from './ClassTable.tsx';
import { ColumnWords } from './ColumnWords.tsx';
import { type Sort, sortedClasses } from './class-sort.ts';
import { splitPhotos, undefinedWords } from './metric-words.ts';
import './ClassMetrics.css';

/** Precision, recall, F1 and average precision of each class, and the curves of a chosen one. */
export default function ClassMetrics(judged: Judged) {
  const { run, answers } = judged;
  const count = run.classes.length;
  const report = useInParts(useCallback(() => classReport(answers, count), [answers, count]));
  const [sort, setSort] = useState<Sort>({ key: 'f1', descending: false });
  const [chosen, setChosen] = useState<number | null>(null);
  return report && <Classes {...judged} {...{ report, sort, setSort, chosen, setChosen }} />;
}

interface ClassesProps extends Judged {
  readonly report: ClassReport;
  readonly sort: Sort;
  readonly setSort: (sort: Sort) => void;
  /** Index of the class whose curves are shown; null: the person has chosen none. */
  readonly chosen: number | null;
  readonly setChosen: (label: number) => void;
}

function Classes({ run, split, answers, report, sort, setSort, chosen, setChosen }: ClassesProps) {
  const { classes } = run;
  const names = useMemo(() => classes.map(({ name }) => name), [classes]);
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
        Each class against all others, in per cent, on {splitPhotos(split, run.folds, answers.length)}. Choose
        a class to see its curves below.
      </p>
      <ClassTable
        rows={rows}
        report={report}
        classes={classes}
        photos={splitPhotos(split, run.folds)}
        sort={sort}
        onSort={setSort}
        chosen={shown?.label ?? null}
        onChoose={setChosen}
      />
      {undefinedMeans !== null && <p className="class-metrics-note">{undefinedMeans}.</p>}
      <ColumnWords />
      {shown && (
        <ClassCurves
          scores={shown}
          name={names[shown.label] ?? ''}
          photos={splitPhotos(split, run.folds)}
          answers={answers}
        />
      )}
    </div>
  );
}
