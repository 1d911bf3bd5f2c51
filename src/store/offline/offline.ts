import { create } from 'zustand';
import { toFailure } from '../../core/project/failure.ts';
import type { Run } from '../../core/training/run.ts';
import { askToPersist } from '../project/ask-to-persist.ts';
import { isUntouched, watchPresses, whenIdle, whenQuiet } from '../runtime/quiet.ts';
import { noteRemoved, removedParts } from '../runtime/removed-parts.ts';
import { useStore } from '../store.ts';
import { onInstallOffer } from './install-prompt.ts';
import type { OfflineStore } from './offline-state.ts';
import { askState, onWaiting, registerServiceWorker, reloadForIsolation } from './service-worker.ts';

/** The part that holds a run's pretrained model. */
const partOf = ({ recipe }: Pick<Run, 'recipe'>): string => `models/${recipe.backbone}`;

/** What works without a network, and how it stays so. What keeps files is fetched when there are some to keep. */
export const useOffline = create<OfflineStore>((set, get) => {
  let registration: ServiceWorkerRegistration | null = null;
  let started = false;
  let stop: AbortController | null = null;
  /** 'again': something was trained while files were kept, so there may be more to keep. */
  let background: 'idle' | 'keeping' | 'again' = 'idle';

  const never = (why: string) => set({ support: { kind: 'never', why } });

  /** Files of the page and of the models that the person's runs need, while nobody needs the network. */
  const keepInBackground = async () => {
    await whenQuiet();
    await get().refresh();
    if (!get().kept || !navigator.serviceWorker.controller || !navigator.onLine) return;
    const { keepQuietly } = await import('./keep-parts.ts');
    const used = new Set(useStore.getState().runs.map(partOf));
    const unwanted = removedParts();
    await keepQuietly(
      [...used].filter((id) => !unwanted.has(id)),
      { get },
    );
  };
  const inBackground = async () => {
    const alone = background === 'idle';
    background = alone ? 'keeping' : 'again';
    if (!alone) return;
    try {
      await keepInBackground();
    } catch (error) {
      set({ failure: toFailure(error) });
    }
    const again = background === 'again';
    background = 'idle';
    if (again) void inBackground();
  };

  /** A service worker has this page now: the first one, or a new version of it. */
  const controlled = (replaced: boolean) => {
    if (replaced) {
      // Another tab has let the new version in; this one runs on with the old one's code.
      set({ update: 'waiting' });
      return;
    }
    set({ support: { kind: 'ready' } });
    if (!(isUntouched() && reloadForIsolation())) void inBackground();
  };

  const watch = (worker: ServiceWorkerContainer, registered: ServiceWorkerRegistration) => {
    onWaiting(registered, () => set({ update: 'waiting' }));
    let before = worker.controller;
    if (before) controlled(false);
    worker.addEventListener('controllerchange', () => {
      // The first one may be there before it's told of.
      if (worker.controller === before) return;
      controlled(before !== null);
      before = worker.controller;
    });
  };

  return {
    support: { kind: 'starting' },
    kept: null,
    keeping: null,
    failure: null,
    removing: new Set(),
    storage: null,
    update: 'none',
    install: null,
    start: async () => {
      // There is none in development: it would hide what was changed.
      if (started || import.meta.env.DEV) return;
      started = true;
      onInstallOffer((install) => set({ install }));
      watchPresses();
      useStore.subscribe(({ training }, before) => {
        if (training === before.training || training.kind !== 'finished') return;
        const run = useStore.getState().runs.find(({ id }) => id === training.runId);
        if (run) noteRemoved([partOf(run)], false);
        void askToPersist();
        void inBackground();
      });
      if (crossOriginIsolated) await whenIdle();
      try {
        registration = await registerServiceWorker();
        if (registration) watch(navigator.serviceWorker, registration);
        else
          never(
            'This browser does not let the page be kept here: in private windows and without https it can’t.',
          );
      } catch (error) {
        never(toFailure(error).what);
      }
    },
    refresh: async () => {
      const worker = registration?.active;
      if (worker) set({ kept: await askState(worker, { type: 'state' }) });
      const [{ usage = 0, quota = 0 }, persisted] = await Promise.all([
        // Safari 17; and pages without https have no storage to ask.
        navigator.storage?.estimate?.() ?? {},
        navigator.storage?.persisted() ?? false,
      ]);
      set({ storage: { used: usage, free: quota - usage, persisted } });
    },
    keep: async (ids) => {
      if (!get().kept || stop) return;
      const controller = new AbortController();
      stop = controller;
      set({ failure: null });
      noteRemoved(ids, false);
      try {
        const { keepParts } = await import('./keep-parts.ts');
        await keepParts(ids, { get, set }, controller.signal);
      } catch (error) {
        const failure = toFailure(error);
        if (failure.code !== 'cancelled') set({ failure });
        await get().refresh();
      } finally {
        stop = null;
        set({ keeping: null });
      }
    },
    stopKeeping: () => stop?.abort(),
    setRemoving: (id, removing) => {
      const next = new Set(get().removing);
      if (removing) next.add(id);
      else next.delete(id);
      set({ removing: next });
    },
    removeMarked: async () => {
      const worker = registration?.active;
      if (!worker) return;
      noteRemoved([...get().removing], true);
      for (const part of get().removing) set({ kept: await askState(worker, { type: 'remove', part }) });
      set({ removing: new Set() });
    },
    putOffUpdate: () => set({ update: 'later' }),
    takeUpdate: async () => {
      if (registration?.waiting && registration.active)
        await askState(registration.active, { type: 'make way' });
      location.reload();
    },
  };
});
