import { useMemo, useState } from 'react';
import type { Sample } from '../../core/dataset/dataset.ts';
import { classById, conflictingHashes, groupBy } from '../../core/dataset/selectors.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { ClassSwatch } from '../primitives/ClassSwatch.tsx';
import { Dialog } from '../primitives/Dialog.tsx';
import { useThumbnail } from './use-thumbnail.ts';
import './ConflictsDialog.css';

/** Shown at once; the rest follow as these are settled. */
const page = 50;

/** Each picture that is in more than one class, with a choice of the class that keeps it. */
export default function ConflictsDialog({ onClose }: { readonly onClose: () => void }) {
  const dataset = useStore((state) => state.dataset);
  const conflicts = useStore((state) => conflictingHashes(state.dataset));
  const [shown, setShown] = useState(page);
  const copies = useMemo(() => {
    const wanted = new Set(conflicts);
    return groupBy(
      dataset.samples.filter(({ hash }) => wanted.has(hash)),
      ({ hash }) => hash,
    );
  }, [dataset, conflicts]);
  return (
    <Dialog title="Pictures in more than one class" size="medium" onClose={onClose}>
      <p>
        The same file has two labels, so whatever the model says of it, one of them is wrong. Choose the class
        that keeps it, or leave both if you mean it.
      </p>
      <ul className="conflict-list">
        {conflicts.slice(0, shown).map((hash) => (
          <Conflict key={hash} hash={hash} copies={copies.get(hash) ?? []} />
        ))}
      </ul>
      {conflicts.length === 0 && <p role="status">None are left.</p>}
      {conflicts.length > shown && <Button onClick={() => setShown(shown + page)}>Show more</Button>}
    </Dialog>
  );
}

function Conflict({ hash, copies }: { readonly hash: string; readonly copies: readonly Sample[] }) {
  const dataset = useStore((state) => state.dataset);
  const url = useThumbnail(hash);
  const keep = (classId: string) =>
    useStore
      .getState()
      .deleteSamples(copies.filter((sample) => sample.classId !== classId).map((sample) => sample.id));
  return (
    <li className="conflict">
      <div className="conflict-picture">{url && <img src={url} alt={copies[0]?.name ?? ''} />}</div>
      <ul className="conflict-classes">
        {copies.map((sample) => {
          const label = classById(dataset, sample.classId);
          return (
            label && (
              <li key={sample.id} className="conflict-class">
                <ClassSwatch colour={label.colour} />
                <span className="conflict-words" title={`${label.name}: ${sample.name}`}>
                  <bdi>{label.name}</bdi> <span className="conflict-file">{sample.name}</span>
                </span>
                <Button
                  onClick={() => keep(sample.classId)}
                  aria-label={`Keep ${sample.name} in ${label.name} only`}
                >
                  Keep here only
                </Button>
              </li>
            )
          );
        })}
      </ul>
    </li>
  );
}
