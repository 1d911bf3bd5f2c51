import { useEffect, useState } from 'react';
import { bytesWords } from '../../core/bytes-words.ts';
import { useOffline } from '../../store/offline/offline.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { Dialog } from '../primitives/Dialog.tsx';
import { Notice } from '../primitives/Notice.tsx';
import { ProgressBar } from '../primitives/ProgressBar.tsx';
import { timeLeftWords } from '../primitives/progress-words.ts';
import { offlineWords, storageWords } from './offline-words.ts';
import { PartChoice } from './PartChoice.tsx';
import { SentWords } from './SentWords.tsx';
import { ReloadButton } from './UpdatePrompt.tsx';
import './OfflineDialog.css';

/** Its size keeps it from coming with the page. */
const CODE = [{ id: 'libraries', name: 'Library for Keras files' }];

/** What is kept on this device, what more can be, what room it takes, and what has been sent. */
export default function OfflineDialog({ onClose }: { readonly onClose: () => void }) {
  const { support, kept, storage, update, failure, keeping } = useOffline();
  const { refresh, keep, stopKeeping, removeMarked } = useOffline.getState();
  const cards = useStore((state) => state.cards);
  const samples = useStore((state) => state.samples);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set([`models/${useStore.getState().recipe.backbone}`]),
  );
  useEffect(() => void refresh(), [refresh]);

  const wanted = kept?.parts.filter(({ id, missing }) => chosen.has(id) && missing.length > 0) ?? [];
  const missing = kept ? [kept.shell, ...wanted].flatMap((group) => group.missing) : [];
  const close = () => {
    void removeMarked();
    onClose();
  };
  const choice = { chosen, onChoose: setChosen };
  return (
    <Dialog
      title="Offline and storage"
      size="medium"
      onClose={close}
      actions={
        kept && (
          <Button
            look="primary"
            aria-disabled={missing.length === 0 || keeping !== null}
            onClick={() => {
              if (missing.length > 0) void keep(wanted.map(({ id }) => id));
            }}
          >
            {missing.length === 0
              ? 'Make available offline'
              : `Make available offline (${bytesWords(missing.reduce((sum, { bytes }) => sum + bytes, 0))})`}
          </Button>
        )
      }
    >
      <div className="offline-dialog">
        <p role="status">
          <strong>{offlineWords(support, kept)}.</strong>{' '}
          {support.kind === 'never'
            ? support.why
            : 'The page keeps itself on this device, and each model and sample set once it has been used. Choose what else to keep, for a room without a network.'}
        </p>
        {update !== 'none' && (
          <p className="offline-newer">
            A new version is here. <ReloadButton look="secondary" />
          </p>
        )}
        {failure && <Notice notice={{ tone: 'error', title: failure.what, failures: [failure] }} />}
        {kept && (
          <>
            <PartChoice title="Models" parts={kept.parts} folder="models" cards={cards} {...choice} />
            <PartChoice title="Sample sets" parts={kept.parts} folder="samples" cards={samples} {...choice} />
            <PartChoice title="Code" parts={kept.parts} folder="code" cards={CODE} {...choice} />
          </>
        )}
        {keeping && (
          <ProgressBar
            what="Fetching"
            unit="MB"
            done={keeping.done / 1e6}
            total={keeping.total / 1e6}
            rate={0}
            figures={
              keeping.rate > 0
                ? [
                    `${bytesWords(keeping.rate)} a second`,
                    timeLeftWords((keeping.total - keeping.done) / keeping.rate),
                  ]
                : []
            }
            onStop={stopKeeping}
          />
        )}
        {storage && (
          <>
            <h3>Storage</h3>
            <p className="numbers">{storageWords(storage)}</p>
          </>
        )}
        <SentWords />
      </div>
    </Dialog>
  );
}
