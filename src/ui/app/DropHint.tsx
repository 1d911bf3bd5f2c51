import { FolderDown } from 'lucide-react';
import './DropHint.css';

/** Shown over the page while files are dragged over the window. Lets the pointer through to what lies below. */
export function DropHint() {
  return (
    <div className="drop-hint">
      <p className="drop-hint-words">
        <FolderDown size={20} strokeWidth={1.75} aria-hidden="true" />
        Drop folders, photos or a .zip: a folder becomes a class
      </p>
    </div>
  );
}
