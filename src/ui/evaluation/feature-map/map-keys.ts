import type { KeyboardEvent } from 'react';
import { type Direction, pointTowards } from '../../../core/evaluation/feature-map/towards.ts';

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export type ChooseMode = 'replace' | 'add' | 'toggle';

interface MapKeys {
  readonly places: Float32Array;
  readonly active: number;
  readonly onActive: (point: number) => void;
  readonly onChoose: (points: readonly number[], mode: ChooseMode) => void;
  readonly onOpen: (point: number) => void;
  /** Around the middle of the frame. */
  readonly onZoom: (factor: number) => void;
  readonly onWhole: () => void;
}

/** The keys of the map; true: the key was one of them. */
export function pressMapKey(event: KeyboardEvent, keys: MapKeys): boolean {
  const { places, active, onActive, onChoose, onOpen, onZoom, onWhole } = keys;
  const command = event.ctrlKey || event.metaKey;
  const direction = directions[event.key];
  if (direction) {
    const target = pointTowards(places, active, direction);
    if (target !== null) onActive(target);
    if (target !== null && event.shiftKey) onChoose([active, target], 'add');
  } else if (event.key === ' ') onChoose([active], 'toggle');
  else if (event.key === 'Enter') onOpen(active);
  else if (event.key === 'Escape') onChoose([], 'replace');
  else if (command && event.key.toLowerCase() === 'a')
    onChoose(
      Array.from({ length: places.length / 2 }, (_, i) => i),
      'replace',
    );
  else if (command || event.altKey) return false;
  else if (event.key === '+' || event.key === '=') onZoom(1.5);
  else if (event.key === '-') onZoom(1 / 1.5);
  else if (event.key === '0') onWhole();
  else return false;
  return true;
}
