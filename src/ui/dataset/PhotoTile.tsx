import { CircleSlash } from 'lucide-react';
import { type CSSProperties, type MouseEvent, memo } from 'react';
import { useStore } from '../../store/store.ts';
import { cx } from '../primitives/cx.ts';
import { photoDragType } from './photo-drag.ts';
import { useThumbnail } from './use-thumbnail.ts';

interface Props {
  readonly id: string;
  readonly hash: string;
  readonly name: string;
  /** 'photo.jpg, validation' */
  readonly label: string;
  readonly excluded: boolean;
  readonly position: number;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Whether Tab leads here. */
  readonly active: boolean;
  readonly onChoose: (position: number, event: MouseEvent) => void;
  readonly onOpen: (id: string) => void;
}

/** One photo of a class's grid: its place is fixed before its picture is there. */
export const PhotoTile = memo(function PhotoTile(props: Props) {
  const { id, hash, name, label, excluded, position, count, x, y, size, active, onChoose, onOpen } = props;
  const selected = useStore((state) => state.selection.has(id));
  const url = useThumbnail(hash);
  const style: CSSProperties = { translate: `${x}px ${y}px`, width: size, height: size };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it has the keys
    <div
      className={cx('photo', excluded && 'photo-excluded')}
      role="option"
      aria-selected={selected}
      aria-label={label}
      aria-setsize={count}
      aria-posinset={position + 1}
      tabIndex={active ? 0 : -1}
      title={excluded ? `${name}, excluded from training` : name}
      style={style}
      data-position={position}
      draggable
      onClick={(event) => onChoose(position, event)}
      onDoubleClick={() => onOpen(id)}
      onDragStart={(event) => {
        if (!selected) useStore.getState().select([id], 'replace');
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData(photoDragType, id);
      }}
    >
      {url && <img className="photo-picture" src={url} alt="" draggable={false} decoding="async" />}
      {excluded && <CircleSlash className="photo-sign" size={16} strokeWidth={2} aria-hidden="true" />}
    </div>
  );
});
