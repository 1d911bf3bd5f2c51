import { useOffline } from '../../store/offline/offline.ts';
import { useSent } from '../../store/runtime/sent.ts';

/** What has been sent, and what is meant by it. */
export function SentWords() {
  const measured = useOffline((state) => state.support.kind === 'ready');
  const { bytes, addresses } = useSent();
  return (
    <>
      <h3>Sent</h3>
      <p className="numbers">
        <strong>Bytes sent: {measured ? bytes : 'not measured yet'}.</strong> Every request of this page and
        its workers passes through its service worker, which counts their content, what stands behind a “?” in
        their addresses, and each request to another site. The page fetches its own files by their names and
        nothing else; its security policy forbids other sites.
      </p>
      {addresses.length > 0 && (
        <ul className="offline-addresses">
          {addresses.map((address) => (
            <li key={address}>{address}</li>
          ))}
        </ul>
      )}
    </>
  );
}
