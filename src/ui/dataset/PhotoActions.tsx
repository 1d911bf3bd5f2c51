import { CircleDot, CircleSlash, Trash2 } from 'lucide-react';
import { sampleById } from '../../core/dataset/selectors.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { MoveMenu } from './MoveMenu.tsx';

interface PhotoActionsProps {
  /** Of samples; ones that are gone since do nothing. */
  readonly ids: readonly string[];
  /** After one of them was done. */
  readonly onDone?: () => void;
}

/** What can be done with photos wherever they are shown: another label, out of all splits, away. Each can be undone. */
export function PhotoActions({ ids, onDone }: PhotoActionsProps) {
  const dataset = useStore((state) => state.dataset);
  const { moveSamples, excludeSamples, deleteSamples } = useStore.getState();
  const there = ids.filter((id) => sampleById(dataset, id));
  const excluded = there.length > 0 && there.every((id) => sampleById(dataset, id)?.excluded);
  const act = (what: () => void) => () => {
    what();
    onDone?.();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a toolbar of buttons, nothing to fill in
    <div className="photo-actions" role="group" aria-label="Change these photos">
      <MoveMenu label="Move to a class" onMove={(classId) => act(() => moveSamples(there, classId))()} />
      <Button
        look="quiet"
        icon={excluded ? CircleDot : CircleSlash}
        label={excluded ? 'Include in training again' : 'Exclude from training'}
        disabled={there.length === 0}
        onClick={act(() => excludeSamples(there, !excluded))}
      />
      <Button
        look="quiet"
        danger
        icon={Trash2}
        label="Delete"
        disabled={there.length === 0}
        onClick={act(() => deleteSamples(there))}
      />
    </div>
  );
}
