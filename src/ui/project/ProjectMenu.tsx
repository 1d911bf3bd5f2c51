import { Download, FileUp, FolderArchive, FolderOpen, GraduationCap } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useProjectFile } from '../../store/project-file.ts';
import { useStore } from '../../store/store.ts';
import { Menu } from '../primitives/Menu.tsx';
import { MenuItem } from '../primitives/MenuItem.tsx';
import { pickFile } from './pick-file.ts';
import './ProjectMenu.css';

const MakeLesson = lazy(() => import('../lesson/MakeLesson.tsx'));
const SaveDialog = lazy(() => import('./SaveDialog.tsx'));
const OpenDialog = lazy(() => import('./OpenDialog.tsx'));
const ModelDialog = lazy(() => import('./ModelDialog.tsx'));

/** Takes the project away as a file, and brings one in. */
export default function ProjectMenu() {
  const saving = useProjectFile((state) => state.saving !== null);
  const opening = useProjectFile((state) => state.opening !== null);
  const [model, setModel] = useState<File | null>(null);
  const [teaching, setTeaching] = useState(false);
  return (
    <>
      <Menu label="Project" icon={FolderArchive} text={<span className="project-menu-words">Project</span>}>
        {() => {
          const { saveProject, openProject } = useProjectFile.getState();
          const onlyShown = useStore.getState().tab === 'elsewhere';
          return (
            <>
              <MenuItem icon={Download} onChoose={() => void saveProject()}>
                Save project
              </MenuItem>
              <MenuItem
                icon={FolderOpen}
                disabled={onlyShown}
                onChoose={() => pickFile('.zip,application/zip', (file) => void openProject(file))}
              >
                Open project…
              </MenuItem>
              <hr className="menu-rule" />
              <MenuItem icon={FileUp} disabled={onlyShown} onChoose={() => pickFile('.zip,.html', setModel)}>
                Open an exported model…
              </MenuItem>
              <hr className="menu-rule" />
              <MenuItem icon={GraduationCap} onChoose={() => setTeaching(true)}>
                Make a lesson…
              </MenuItem>
            </>
          );
        }}
      </Menu>
      <Suspense>
        {saving && <SaveDialog />}
        {opening && <OpenDialog />}
        {teaching && <MakeLesson onClose={() => setTeaching(false)} />}
        {model && <ModelDialog file={model} onClose={() => setModel(null)} />}
      </Suspense>
    </>
  );
}
