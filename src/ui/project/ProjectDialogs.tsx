import { Suspense } from 'react';
import { useProjectFile } from '../../store/project/project-file.ts';
import { laterDialog } from '../primitives/later.tsx';

const SaveDialog = laterDialog('Save project', () => import('./SaveDialog.tsx'));
const OpenDialog = laterDialog('Open project', () => import('./OpenDialog.tsx'));

/** What is shown while a project is saved or opened. */
export default function ProjectDialogs() {
  const saving = useProjectFile((state) => state.saving !== null);
  const opening = useProjectFile((state) => state.opening !== null);
  const { endSaving, endOpening } = useProjectFile.getState();
  return (
    <Suspense>
      {saving && <SaveDialog onClose={endSaving} />}
      {opening && <OpenDialog onClose={endOpening} />}
    </Suspense>
  );
}
