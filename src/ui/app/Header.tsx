import { Info, Monitor, Moon, Redo2, Sun, Undo2 } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { laterDialog } from '../primitives/later.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { ProjectMenu } from '../project/ProjectMenu.tsx';
import markUrl from './mark.svg';
import { applyTheme, storedTheme, storeTheme, type Theme } from './theme.ts';
import './Header.css';

const AboutDialog = laterDialog('About Headstart', () => import('./AboutDialog.tsx'));

const themes = [
  {
    value: 'system',
    label: 'As the system',
    icon: <Monitor size={16} strokeWidth={1.75} aria-hidden="true" />,
  },
  { value: 'light', label: 'Light', icon: <Sun size={16} strokeWidth={1.75} aria-hidden="true" /> },
  { value: 'dark', label: 'Dark', icon: <Moon size={16} strokeWidth={1.75} aria-hidden="true" /> },
] as const;

/** The page's top line: name, undo and redo, theme, About. */
export function Header() {
  const [theme, setTheme] = useState(storedTheme);
  const [about, setAbout] = useState(false);
  const choose = (next: Theme) => {
    setTheme(next);
    applyTheme(next);
    storeTheme(next);
  };
  return (
    <header className="header">
      <img src={markUrl} width={24} height={24} alt="" />
      <h1 className="header-name">Headstart</h1>
      <p className="header-purpose">Teach your browser to tell photos apart</p>
      <UndoButtons />
      <ProjectMenu />
      <Segmented label="Theme" value={theme} options={themes} onChange={choose} />
      <Button look="quiet" icon={Info} label="About Headstart" onClick={() => setAbout(true)} />
      {about && (
        <Suspense>
          <AboutDialog onClose={() => setAbout(false)} />
        </Suspense>
      )}
    </header>
  );
}

function UndoButtons() {
  const undoable = useStore((state) => state.undoable);
  const redoable = useStore((state) => state.redoable);
  const undo = useStore((state) => state.undo);
  const redo = useStore((state) => state.redo);
  const words = (verb: string, label: string | undefined) => (label ? `${verb}: ${label}` : verb);
  return (
    <div className="header-undo">
      <Button
        look="quiet"
        icon={Undo2}
        label={words('Undo', undoable.at(-1))}
        aria-keyshortcuts="Control+Z"
        disabled={undoable.length === 0}
        onClick={undo}
      />
      <Button
        look="quiet"
        icon={Redo2}
        label={words('Redo', redoable.at(-1))}
        aria-keyshortcuts="Control+Shift+Z"
        disabled={redoable.length === 0}
        onClick={redo}
      />
    </div>
  );
}
