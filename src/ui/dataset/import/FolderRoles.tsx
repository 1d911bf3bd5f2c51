import { classKey } from '../../../core/dataset/class-name.ts';
import type { FolderRole, ImportCorrections, SplitFolder } from '../../../core/dataset/import/import-plan.ts';
import type { PlanSummary } from '../../../store/dataset/dataset-state.ts';
import { useStore } from '../../../store/store.ts';
import { Field } from '../../primitives/Field.tsx';

interface Props {
  readonly plan: PlanSummary;
  readonly roles: ImportCorrections['folders'];
}

const splitWords: Readonly<Record<SplitFolder['split'], string>> = {
  train: 'Training photos',
  validation: 'Validation photos',
  test: 'Test photos',
  unlabelled: 'Photos without a class',
};

/** Folders named like splits, with what they are taken for; the person may know better. */
export function FolderRoles({ plan, roles }: Props) {
  return plan.splitFolders.map(({ name, split, role }) => (
    <Field key={classKey(name)} label={`Folder “${name}”`}>
      {(ids) => (
        <select
          {...ids}
          className="field-control"
          value={role}
          onChange={({ currentTarget }) => {
            const chosen: FolderRole = currentTarget.value === 'split' ? 'split' : 'folder';
            useStore.getState().correctImport({ folders: new Map([...roles, [classKey(name), chosen]]) });
          }}
        >
          <option value="split">{splitWords[split]}</option>
          <option value="folder">A folder like any other</option>
        </select>
      )}
    </Field>
  ));
}
