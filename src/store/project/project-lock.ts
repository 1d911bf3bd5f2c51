/** All tabs of the site share it. */
const NAME = 'headstart-project';

/** What tabs say to one another: one asks for the project, the one that has it has ended what it was writing. */
const ASK = 'let go';
const ANSWER = 'take it';

/** A tab that has not answered by then is stuck. Milliseconds. */
const PATIENCE = 3000;

export interface ProjectLock {
  /** Takes the lock where it is free; else waits for it in the background. Resolves with whether this tab has it now. */
  claim(): Promise<boolean>;
  /** Asks the tab that has it to let go; resolves when this one has it. */
  takeOver(): Promise<void>;
}

interface Listener {
  /** The lock came after it was waited for: the other tab was closed, or has let go. */
  readonly onGained: () => void;
  /** Another tab asks for it: what this one is writing ends here. Resolves when it has. */
  readonly onAsked: () => Promise<void>;
  readonly onLost: () => void;
}

/**
 * One tab at a time may change the project: the one that holds a Web Lock, which the browser frees when that tab is
 * closed or dies (https://www.w3.org/TR/web-locks/).
 */
export function projectLock({ onGained, onAsked, onLost }: Listener): ProjectLock {
  const channel = new BroadcastChannel(NAME);
  let release: (() => void) | null = null;
  /** Ends the waiting in the queue. */
  let waiting = new AbortController();
  /** Called when the lock is here, or can be taken. */
  let arrived = () => {};

  channel.addEventListener('message', ({ data }) => {
    if (data === ANSWER) arrived();
    if (data === ASK && release !== null) void onAsked().then(() => channel.postMessage(ANSWER));
  });

  /** @returns whether the lock was had; it is held until it is let go or stolen */
  const hold = (options: LockOptions): Promise<boolean> =>
    new Promise((resolve) => {
      /** Of this request: one that is no longer waited for ends while another has the lock. */
      let letGo: (() => void) | null = null;
      // Without locks nothing is kept that another tab could share (storage/disk/keeping.ts).
      const alone = () => {
        release = () => {};
        resolve(true);
      };
      if (navigator.locks === undefined) return alone();
      const held = navigator.locks.request(NAME, options, (lock) => {
        resolve(lock !== null);
        if (lock === null) return null;
        return new Promise<void>((end) => {
          letGo = end;
          release = end;
        });
      });
      const ended = (why?: unknown) => {
        // Denied, as everything is that is kept.
        if (why instanceof DOMException && why.name === 'SecurityError') return alone();
        resolve(false);
        if (letGo === null) return;
        release = null;
        onLost();
        void wait();
      };
      // It is rejected where the lock is stolen, and where it is no longer waited for.
      void held.then(ended, ended);
    });

  const wait = async () => {
    waiting = new AbortController();
    if (!(await hold({ signal: waiting.signal }))) return;
    onGained();
    arrived();
  };

  return {
    claim: async () => {
      const here = await hold({ ifAvailable: true });
      if (!here) void wait();
      return here;
    },
    takeOver: async () => {
      const gained = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      channel.postMessage(ASK);
      await Promise.race([gained, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
      if (release !== null) return;
      waiting.abort();
      // Were it let go, a third tab that waits would get it.
      if (await hold({ steal: true })) onGained();
    },
  };
}
