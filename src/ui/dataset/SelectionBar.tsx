import { CircleDot, CircleSlash, Eye, Trash2, X } from 'lucide-react';
import { type RefObject, useContext } from 'react';
import { photoWords } from '../../core/count-words.ts';
import { sampleById } from '../../core/dataset/selectors.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { DataPanelsContext } from './data-panels.ts';
import { MoveMenu } from './MoveMenu.tsx';
import './SelectionBar.css';

/** What can be done with the selected photos. */
export function SelectionBar({ moveButton }: { readonly moveButton: RefObject<HTMLButtonElement | null> }) {
  const selection = useStore((state) => state.selection);
  const excluded = useStore(({ dataset, selection: ids }) =>
    [...ids].every((id) => sampleById(dataset, id)?.excluded),
  );
  const { openViewer } = useContext(DataPanelsContext);
  const [only] = selection;
  const { moveSamples, excludeSamples, deleteSamples, select } = useStore.getState();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a toolbar of buttons, nothing to fill in
    <div className="selection" role="group" aria-label="Selected photos">
      <p className="selection-count numbers" role="status">
        {photoWords(selection.size)} selected
      </p>
      {selection.size === 1 && only !== undefined && (
        <Button look="quiet" icon={Eye} label="Look at the photo (Enter)" onClick={() => openViewer(only)} />
      )}
      <MoveMenu
        label="Move to a class (M)"
        buttonRef={moveButton}
        onMove={(classId) => moveSamples([...selection], classId)}
      />
      <Button
        look="quiet"
        icon={excluded ? CircleDot : CircleSlash}
        label={excluded ? 'Include in training again' : 'Exclude from training'}
        onClick={() => excludeSamples([...selection], !excluded)}
      />
      <Button
        look="quiet"
        danger
        icon={Trash2}
        label="Delete (Del)"
        onClick={() => deleteSamples([...selection])}
      />
      <Button look="quiet" icon={X} label="Select nothing (Esc)" onClick={() => select([], 'replace')} />
    </div>
  );
}
