import { Download, HardDrive } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { useOffline } from '../../store/offline/offline.ts';
import { Button } from '../primitives/Button.tsx';
import { laterDialog } from '../primitives/later.tsx';
import { offlineWords } from './offline-words.ts';
import { SentLine } from './SentLine.tsx';
import { UpdatePrompt } from './UpdatePrompt.tsx';
import './OfflineStatus.css';

const OfflineDialog = laterDialog('Without a network', () => import('./OfflineDialog.tsx'));

/** The status line's end: whether the page works without a network, the browser's offer to install it, what has been sent. */
export function OfflineStatus() {
  const support = useOffline((state) => state.support);
  const kept = useOffline((state) => state.kept);
  const install = useOffline((state) => state.install);
  const start = useOffline((state) => state.start);
  const [open, setOpen] = useState(false);
  useEffect(() => void start(), [start]);
  return (
    <>
      <div className="offline-status">
        <Button
          look="quiet"
          icon={HardDrive}
          className="offline-button"
          aria-haspopup="dialog"
          title="What is kept on this device, what it takes, and what has been sent"
          onClick={() => setOpen(true)}
        >
          {offlineWords(support, kept)}
        </Button>
        {install && (
          <Button
            look="quiet"
            icon={Download}
            className="offline-button"
            title="Puts Headstart among this machine’s applications, in a window of its own"
            onClick={() => void install()}
          >
            Install
          </Button>
        )}
        <UpdatePrompt />
        {open && (
          <Suspense>
            <OfflineDialog onClose={() => setOpen(false)} />
          </Suspense>
        )}
      </div>
      <SentLine />
    </>
  );
}
