import { Download, FileUp, FolderArchive, FolderOpen, GraduationCap } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import type { ProjectFileState } from '../../store/project/project-file.ts';
import { storeContext, useStore } from '../../store/store.ts';
import { later, laterDialog } from '../primitives/later.tsx';
import { Menu } from '../primitives/Menu.tsx';
import { MenuItem } from '../primitives/MenuItem.tsx';
import { pickFile } from './pick-file.ts';
import './ProjectMenu.css';

const MakeLesson = laterDialog('Make a lesson', () => import('../lesson/MakeLesson.tsx'));
const ModelDialog = laterDialog('Open an exported model', () => import('./ModelDialog.tsx'));
const DroppedModel = laterDialog('The dropped model', () => import('./DroppedModel.tsx'));
const ProjectDialogs = later('The project’s file', () => import('./ProjectDialogs.tsx'));

const projectFile = () => import('../../store/project/project-file.ts');

/** Takes the project away as a file, and brings one in. */
export function ProjectMenu() {
  /** Whether a project was saved or opened: until then the dialogs for it aren't fetched. */
  const [used, setUsed] = useState(false);
  const [model, setModel] = useState<File | null>(null);
  const [teaching, setTeaching] = useState(false);
  const act = (what: (state: ProjectFileState) => Promise<unknown>) => {
    setUsed(true);
    projectFile()
      .then(({ useProjectFile }) => what(useProjectFile.getState()))
      .catch(storeContext().report('app', 'A part of the page could not be fetched'));
  };
  const dropped = useStore((state) => state.ownFile);
  const takeDropped = () => useStore.getState().takeOwnFile();
  // A project's own dialog asks where it is to go before it's opened.
  useEffect(() => {
    if (dropped?.kind !== 'project') return;
    const file = takeDropped();
    if (file) act(({ openProject }) => openProject(file));
  });
  return (
    <>
      <Menu label="Project" icon={FolderArchive} text={<span className="project-menu-words">Project</span>}>
        {() => (
          <ProjectItems
            onSave={() => act(({ saveProject }) => saveProject())}
            onOpen={(file) => act(({ openProject }) => openProject(file))}
            onModel={setModel}
            onTeach={() => setTeaching(true)}
          />
        )}
      </Menu>
      <Suspense>
        {used && <ProjectDialogs />}
        {teaching && <MakeLesson onClose={() => setTeaching(false)} />}
        {dropped?.kind === 'model' && (
          <DroppedModel name={dropped.name} onOpen={() => setModel(takeDropped())} onClose={takeDropped} />
        )}
        {model && <ModelDialog file={model} onClose={() => setModel(null)} />}
      </Suspense>
    </>
  );
}

interface ItemsProps {
  readonly onSave: () => void;
  readonly onOpen: (file: File) => void;
  readonly onModel: (file: File) => void;
  readonly onTeach: () => void;
}

function ProjectItems({ onSave, onOpen, onModel, onTeach }: ItemsProps) {
  const onlyShown = useStore((state) => state.tab === 'elsewhere');
  useEffect(() => {
    // Ahead of the choice. Where it fails, the choice fetches it again and tells.
    projectFile().catch(() => undefined);
  }, []);
  return (
    <>
      <MenuItem icon={Download} onChoose={onSave}>
        Save project
      </MenuItem>
      <MenuItem
        icon={FolderOpen}
        disabled={onlyShown}
        onChoose={() => pickFile('.zip,application/zip', onOpen)}
      >
        Open project…
      </MenuItem>
      <hr className="menu-rule" />
      <MenuItem icon={FileUp} disabled={onlyShown} onChoose={() => pickFile('.zip,.html', onModel)}>
        Open an exported model…
      </MenuItem>
      <hr className="menu-rule" />
      <MenuItem icon={GraduationCap} onChoose={onTeach}>
        Make a lesson…
      </MenuItem>
    </>
  );
}
