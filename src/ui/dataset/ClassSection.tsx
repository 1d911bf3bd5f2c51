import { ChevronDown, ChevronUp, ImagePlus } from 'lucide-react';
import { type DragEvent, memo, Suspense, useState } from 'react';
import { countWords } from '../../core/count-words.ts';
import { classCounts, samplesOfClass } from '../../core/dataset/selectors.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { ClassSwatch } from '../primitives/ClassSwatch.tsx';
import { cx } from '../primitives/cx.ts';
import { laterDialog } from '../primitives/later.tsx';
import { addPhotos } from './add-photos.ts';
import { ClassMenu } from './ClassMenu.tsx';
import { ClassName } from './ClassName.tsx';
import { type ClassPlace, hairline, headHeight } from './class-layout.ts';
import { droppedFiles } from './dropped-files.ts';
import { PhotoGrid } from './PhotoGrid.tsx';
import { dragged } from './photo-drag.ts';
import { countsTitle, countsWords } from './split-words.ts';
import './ClassSection.css';

const ClassDialog = laterDialog('Choose a class', () => import('./ClassDialog.tsx'));

interface Props {
  readonly place: ClassPlace;
  readonly columns: number;
  readonly tile: number;
  readonly firstRow: number;
  readonly lastRow: number;
  /** null: all its photos fit, there is nothing to fold. */
  readonly unfolded: boolean | null;
  readonly onFold: (id: string, unfolded: boolean) => void;
}

/** One class of the list: its name, counts and photos. Takes dropped files and dragged photos. */
export const ClassSection = memo(function ClassSection(props: Props) {
  const { place, columns, tile, firstRow, lastRow, unfolded, onFold } = props;
  const { label } = place;
  const [renaming, setRenaming] = useState(false);
  const [merging, setMerging] = useState(false);
  const [over, setOver] = useState(false);
  const counts = useStore((state) => classCounts(state.dataset, label.id));
  const samples = useStore((state) => samplesOfClass(state.dataset, label.id));

  const hang = (event: DragEvent) => {
    const what = dragged(event.dataTransfer);
    if (what === null) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = what === 'photos' ? 'move' : 'copy';
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    const what = dragged(event.dataTransfer);
    setOver(false);
    if (what === null) return;
    event.preventDefault();
    event.stopPropagation();
    const { selection, moveSamples, importFiles } = useStore.getState();
    if (what === 'photos') moveSamples([...selection], label.id);
    else void importFiles(droppedFiles(event.dataTransfer), label.id);
  };

  return (
    <section
      className={cx('class', over && 'class-over')}
      aria-label={label.name}
      data-class-id={label.id}
      style={{ translate: `0 ${place.top}px`, height: place.height }}
      onDragEnter={hang}
      onDragOver={hang}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={drop}
    >
      <div className="class-head" style={{ height: headHeight }}>
        <ClassSwatch colour={label.colour} />
        <div className="class-words">
          <ClassName id={label.id} name={label.name} renaming={renaming} onRenaming={setRenaming} />
          <p className="class-counts numbers" title={countsTitle(counts)}>
            {countsWords(counts)}
          </p>
        </div>
        {unfolded !== null && (
          <Button
            look="quiet"
            icon={unfolded ? ChevronUp : ChevronDown}
            label={unfolded ? `Show fewer photos of ${label.name}` : `Show all photos of ${label.name}`}
            aria-expanded={unfolded}
            onClick={() => onFold(label.id, !unfolded)}
          />
        )}
        <ClassMenu label={label} onRename={() => setRenaming(true)} onMerge={() => setMerging(true)} />
      </div>
      {counts.total === 0 ? (
        <div className="class-empty">
          <Button icon={ImagePlus} onClick={() => addPhotos('files', label.id)}>
            Add photos
          </Button>
          <span>or drop them here</span>
        </div>
      ) : (
        <div className="class-photos">
          <PhotoGrid
            className={label.name}
            samples={samples}
            shown={place.shown}
            columns={columns}
            tile={tile}
            height={place.rows * (tile + hairline) - hairline}
            firstRow={firstRow}
            lastRow={lastRow}
          />
          {place.folded && (
            <button
              type="button"
              className="class-rest numbers"
              style={{ width: tile, height: tile }}
              tabIndex={-1}
              aria-hidden="true"
              onClick={() => onFold(label.id, true)}
            >
              +{countWords(counts.total - place.shown)}
            </button>
          )}
        </div>
      )}
      {merging && (
        <Suspense>
          <ClassDialog
            title={`Merge “${label.name}”`}
            label="Merge into"
            hint="The class chosen here takes all photos of the merged one, which then is gone. Undo brings it back."
            action="Merge"
            without={label.id}
            onChoose={(into) => useStore.getState().mergeClass(label.id, into)}
            onClose={() => setMerging(false)}
          />
        </Suspense>
      )}
    </section>
  );
});
