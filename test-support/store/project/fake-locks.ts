interface Held {
  readonly steal: () => void;
  readonly ended: Promise<unknown>;
}

/** For tests: the part of the Web Locks API that the project's lock uses, with one lock. Tabs are whoever shares it. */
export function fakeLocks(): Pick<LockManager, 'request'> {
  let held: Held | null = null;
  const queue: (() => void)[] = [];
  const next = () => {
    held = null;
    queue.shift()?.();
  };
  const grant = (work: (lock: Lock | null) => unknown): Promise<unknown> => {
    let steal = () => {};
    const stolen = new Promise<never>((_, reject) => {
      steal = () => reject(new DOMException('Stolen.', 'AbortError'));
    });
    const ended = Promise.resolve(work({ name: 'lock', mode: 'exclusive' }));
    const mine = { steal, ended };
    held = mine;
    void ended.then(() => held === mine && next());
    return Promise.race([ended, stolen]);
  };
  const request = (_: string, options: LockOptions, work: (lock: Lock | null) => unknown) => {
    if (options.steal) {
      held?.steal();
      return grant(work);
    }
    if (held === null) return grant(work);
    if (options.ifAvailable) return Promise.resolve(work(null));
    return new Promise((resolve, reject) => {
      const turn = () => resolve(grant(work));
      queue.push(turn);
      options.signal?.addEventListener('abort', () => {
        queue.splice(queue.indexOf(turn), 1);
        reject(options.signal?.reason);
      });
    });
  };
  return { request: request as LockManager['request'] };
}
