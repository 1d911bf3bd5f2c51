import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { ClassLabel } from '../../core/dataset/dataset.ts';
import { percentWords } from '../../core/evaluation/words.ts';
import type { FileRow } from '../../core/prediction/file-answers.ts';
import { answerThumbnail } from '../../store/prediction/many-pictures.ts';
import { ClassSwatch } from '../primitives/ClassSwatch.tsx';
import { ScrollRegion } from '../primitives/ScrollRegion.tsx';

interface Props {
  /** Those to be shown, in their order. */
  readonly rows: readonly FileRow[];
  /** In the order in which they came: where a row is here its thumbnail is. */
  readonly all: readonly FileRow[];
  readonly classes: readonly ClassLabel[];
}

const rowHeight = 56;

/** Each picture with its answer and how sure it is. Only the rows in sight are drawn; the table is scrolled as a whole. */
export function AnswerTable({ rows, all, classes }: Props) {
  const frame = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  return (
    <ScrollRegion ref={frame} className="many-table" label="Answers">
      <ul style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          const label = row && classes[row.label];
          return (
            row && (
              <li
                key={row.path + index}
                className="many-row"
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              >
                <RowThumbnail key={all.indexOf(row)} row={all.indexOf(row)} />
                <span className="many-words">
                  <span className="many-answer">
                    {row.unknown ? null : <ClassSwatch colour={label?.colour ?? 0} />}
                    <span className="many-name">
                      {row.unknown && 'None of these, closest: '}
                      <bdi>{label?.name}</bdi>
                    </span>
                    <span className="numbers">{percentWords(row.probability)}</span>
                  </span>
                  <span className="many-path">{row.path}</span>
                </span>
              </li>
            )
          );
        })}
      </ul>
    </ScrollRegion>
  );
}

function RowThumbnail({ row }: { readonly row: number }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = answerThumbnail(row);
    setUrl(made);
    return () => {
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [row]);
  return <span className="many-thumbnail">{url !== null && <img src={url} alt="" />}</span>;
}
