import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useOffline } from '../../store/offline/offline.ts';
import { useSent } from '../../store/runtime/sent.ts';

/** That nothing has been sent anywhere, as a measured figure once the service worker counts. */
export function SentLine() {
  const measured = useOffline((state) => state.support.kind === 'ready');
  const bytes = useSent((state) => state.bytes);
  const Icon = bytes === 0 ? ShieldCheck : ShieldAlert;
  return (
    <p className="status-private">
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      <span
        className="numbers"
        title="Content of requests, what stands behind a “?” in their addresses, and requests to other sites, counted by the service worker since the page was opened"
      >
        {bytes === 0 && 'Nothing has been sent anywhere. '}
        {(measured || bytes > 0) && `Bytes sent: ${bytes}`}
      </span>
    </p>
  );
}
