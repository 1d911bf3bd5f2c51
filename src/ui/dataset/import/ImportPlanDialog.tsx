import { photoWords } from '../../../core/count-words.ts';
import type { ImportStatus } from '../../../store/dataset/dataset-state.ts';
import { useStore } from '../../../store/store.ts';
import { Button } from '../../primitives/Button.tsx';
import { Dialog } from '../../primitives/Dialog.tsx';
import { Field } from '../../primitives/Field.tsx';
import { Switch } from '../../primitives/Switch.tsx';
import { FolderRoles } from './FolderRoles.tsx';
import { ImportQuestions } from './ImportQuestions.tsx';
import { surpriseWords } from './import-words.ts';
import { PlanTree } from './PlanTree.tsx';
import './ImportPlanDialog.css';

type Asking = Extract<ImportStatus, { kind: 'asking' }>;

/** What the page has made of a drop, before a photo is read: why it asks, what it asks, and the classes with their photos. */
export default function ImportPlanDialog({ onClose }: { readonly onClose: () => void }) {
  const status = useStore((state) => state.importStatus);
  const { confirmImport } = useStore.getState();
  if (status.kind !== 'asking') return null;
  const { plan, planning } = status;
  const total = plan.photos;
  return (
    <Dialog
      title="How these photos are read"
      size="medium"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={planning} onClick={confirmImport}>
            {total === 0 ? 'Go on without photos' : `Add ${photoWords(total)}`}
          </Button>
        </>
      }
    >
      <PlanOf asking={status} />
    </Dialog>
  );
}

function PlanOf({ asking }: { readonly asking: Asking }) {
  const { plan, corrections } = asking;
  const { correctImport } = useStore.getState();
  const hasSplits = !corrections.keepSplits || plan.classes.some(({ splits }) => splitPhotos(splits) > 0);
  return (
    <div className="plan">
      {plan.surprises.length > 0 && (
        <ul className="plan-reasons">
          {plan.surprises.map((surprise) => (
            <li key={surprise.kind}>{surpriseWords(surprise)}</li>
          ))}
        </ul>
      )}
      <ImportQuestions asking={asking} />
      <FolderRoles plan={plan} roles={corrections.folders} />
      {hasSplits && (
        <Field
          label="Keep the splits of folders and lists"
          layout="row"
          hint="Otherwise the photos are divided into training and validation like any others."
        >
          {(ids) => (
            <Switch
              ids={ids}
              checked={corrections.keepSplits}
              onChange={(keepSplits) => correctImport({ keepSplits })}
            />
          )}
        </Field>
      )}
      <PlanTree plan={plan} names={corrections.classes} />
    </div>
  );
}

const splitPhotos = (splits: Readonly<Record<string, number>>): number =>
  Object.values(splits).reduce((sum, count) => sum + count, 0);
