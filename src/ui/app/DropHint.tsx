import { FolderDown } from 'lucide-react';
import type { DropPlace } from './use-window-drop.ts';
import './DropHint.css';

const words: Readonly<Record<DropPlace, string>> = {
  data: 'Drop folders, photos or a .zip: a folder becomes a class',
  use: 'Drop a photo to ask the model; several photos or a folder are answered in a table',
};

/** Shown over the page while files are dragged over the window. Lets the pointer through to what lies below. */
export function DropHint({ place }: { readonly place: DropPlace }) {
  return (
    <div className="drop-hint">
      <p className="drop-hint-words">
        <FolderDown size={20} strokeWidth={1.75} aria-hidden="true" />
        {words[place]}
      </p>
    </div>
  );
}
