import { useEffect } from 'react';
import { useOwnBackbones } from '../../store/backbone/own-backbones.ts';
import { Dialog } from '../primitives/Dialog.tsx';
import { Notice } from '../primitives/Notice.tsx';
import { OwnNetwork } from './OwnNetwork.tsx';
import { OwnProgress } from './OwnProgress.tsx';
import { OwnSource } from './OwnSource.tsx';

/** From a model's files to a backbone: what it is, what its pixels want, and under which name it is kept. */
export default function OwnDialog({ onClose }: { readonly onClose: () => void }) {
  const inspection = useOwnBackbones((state) => state.inspection);
  const failure = useOwnBackbones((state) => state.failure);
  const work = useOwnBackbones((state) => state.work);
  // What was not added is forgotten with the dialog.
  useEffect(() => () => useOwnBackbones.getState().reset(), []);
  return (
    <Dialog title="Bring a network of your own" size="medium" onClose={onClose}>
      <div className="own-dialog">
        <OwnSource />
        {work?.what === 'reading' && <OwnProgress what="Reading the model" unit="files" work={work} />}
        <div role="alert">
          {failure && (
            <Notice
              notice={{ tone: 'error', title: 'The network can’t be used like this', failures: [failure] }}
            />
          )}
        </div>
        {inspection && (
          <OwnNetwork
            // Another network begins afresh.
            key={`${inspection.name} ${inspection.parameters}`}
            inspection={inspection}
            onAdded={onClose}
          />
        )}
      </div>
    </Dialog>
  );
}
