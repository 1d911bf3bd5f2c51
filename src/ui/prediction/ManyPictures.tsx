import { Download, FolderOpen, ImagePlus, X } from 'lucide-react';
import { type DragEvent, useMemo, useState } from 'react';
import {
  countAnswers,
  fileAnswersCsv,
  fileRows,
  type RowOrder,
  sortRows,
} from '../../core/prediction/file-answers.ts';
import { useManyPictures } from '../../store/prediction/many-pictures.ts';
import { inParts } from '../../store/runtime/in-parts.ts';
import { chosenFiles, droppedFiles } from '../dataset/dropped-files.ts';
import { pickFiles } from '../dataset/pick-files.ts';
import { Button } from '../primitives/Button.tsx';
import { Field } from '../primitives/Field.tsx';
import { ProgressBar } from '../primitives/ProgressBar.tsx';
import { saveFile } from '../primitives/save-file.ts';
import { AnswerCounts } from './AnswerCounts.tsx';
import { AnswerTable } from './AnswerTable.tsx';
import { useAnswerers } from './use-answered.ts';
import './ManyPictures.css';

const orders = [
  { value: 'arrival', label: 'As they came' },
  { value: 'least-sure', label: 'Least sure first' },
  { value: 'class', label: 'By class' },
] as const satisfies readonly { value: RowOrder; label: string }[];

/** A folder of pictures, answered in a table that can be saved as CSV. */
export default function ManyPictures() {
  const { answers, members, classes, progress, answer, stop, clear } = useManyPictures();
  const who = useAnswerers(members);
  const voters = who?.voters;
  // How strict a run is may be changed after it has answered.
  const rows = useMemo(() => fileRows(answers, voters ?? []), [answers, voters]);
  const [order, setOrder] = useState<RowOrder>('arrival');
  const [only, setOnly] = useState<number | null>(null);
  const counts = useMemo(() => countAnswers(rows, classes.length), [rows, classes]);
  const shown = useMemo(() => {
    const none = classes.length;
    const wanted =
      only === null ? rows : rows.filter(({ label, unknown }) => (unknown ? none : label) === only);
    return sortRows(wanted, order);
  }, [rows, classes, order, only]);
  const busy = progress !== null;

  function take(files: Parameters<typeof answer>[0]) {
    setOnly(null);
    void answer(files);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    // Not for the data set, which takes what is dropped elsewhere.
    event.stopPropagation();
    if (!busy) take(droppedFiles(event.dataTransfer));
  }

  async function save() {
    const parts: string[] = [];
    await inParts(
      fileAnswersCsv(
        rows,
        classes.map(({ name }) => name),
      ),
      (part) => {
        parts.push(part);
      },
    );
    saveFile('answers.csv', 'text/csv;charset=utf-8', parts);
  }

  return (
    <div className="many-pictures">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a drop target; the buttons inside do the same by keyboard. */}
      <div className="many-drop" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <p>Drop a folder or a .zip of pictures here. They are answered, and not added to your photos.</p>
        <div className="many-buttons">
          <Button
            icon={FolderOpen}
            disabled={busy}
            onClick={() => pickFiles('folder', (files) => take(chosenFiles(files)))}
          >
            Choose a folder of pictures
          </Button>
          <Button
            icon={ImagePlus}
            disabled={busy}
            onClick={() => pickFiles('files', (files) => take(chosenFiles(files)))}
          >
            Choose pictures
          </Button>
        </div>
      </div>
      {progress && <ProgressBar what="Answering" unit="pictures" {...progress} onStop={stop} />}
      {rows.length > 0 && (
        <>
          <AnswerCounts
            counts={counts}
            classes={classes}
            by={who?.by ?? null}
            chosen={only}
            onChoose={setOnly}
          />
          <div className="many-head">
            <Field label="Order" layout="row">
              {(ids) => (
                <select
                  {...ids}
                  className="field-control"
                  value={order}
                  onChange={({ currentTarget }) =>
                    setOrder(orders.find(({ value }) => value === currentTarget.value)?.value ?? 'arrival')
                  }
                >
                  {orders.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Button icon={Download} disabled={busy} onClick={() => void save()}>
              Save as CSV
            </Button>
            <Button look="quiet" icon={X} disabled={busy} onClick={clear}>
              Clear
            </Button>
          </div>
          <AnswerTable rows={shown} all={rows} classes={classes} />
        </>
      )}
    </div>
  );
}
