import { lazy, Suspense } from 'react';
import { useProjectFile } from '../../store/project-file.ts';

const SaveDialog = lazy(() => import('./SaveDialog.tsx'));
const OpenDialog = lazy(() => import('./OpenDialog.tsx'));

/** What is shown while a project is saved or opened. */
export default function ProjectDialogs() {
  const saving = useProjectFile((state) => state.saving !== null);
  const opening = useProjectFile((state) => state.opening !== null);
  return (
    <Suspense>
      {saving && <SaveDialog />}
      {opening && <OpenDialog />}
    </Suspense>
  );
}
