import { create } from 'zustand';
import { onSent } from '../offline/service-worker.ts';

/** What requests have carried away from the page since it was opened. */
export interface Sent {
  readonly bytes: number;
  readonly addresses: readonly string[];
}

/** Measured by the service worker, through which each request of the page and its workers goes. */
export const useSent = create<Sent>((set) => {
  if ('serviceWorker' in navigator)
    onSent(({ bytes, address }) =>
      set((sent) => ({ bytes: sent.bytes + bytes, addresses: [...new Set([...sent.addresses, address])] })),
    );
  return { bytes: 0, addresses: [] };
});
