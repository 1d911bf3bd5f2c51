import type { CodePage } from '../../core/dataset/import/found-files.ts';
import {
  type ImportCorrections,
  type ImportPlan,
  noCorrections,
} from '../../core/dataset/import/import-plan.ts';
import { reportLines } from '../../core/dataset/import/import-report.ts';
import { classById } from '../../core/dataset/selectors.ts';
import { type Failure, FailureError, toFailure } from '../../core/project/failure.ts';
import type { ImportEvent } from '../../workers/protocol/dataset.ts';
import type { FileToAnswer } from '../../workers/protocol/prediction.ts';
import type { Progress } from '../../workers/protocol/progress.ts';
import type { SliceContext } from '../runtime/context.ts';
import { startEngine } from '../runtime/engine.ts';
import type { Actions } from '../runtime/later-slices.ts';
import type { DatasetEdits } from './dataset-edits.ts';
import type { ImportSlice } from './dataset-state.ts';
import { archiveOf, type Drop, importParts, listAgain, listDrop } from './list-drop.ts';
import { imageReceiver } from './receive-images.ts';

/** What the person has made of the plan that is shown. */
interface Wish {
  readonly corrections: ImportCorrections;
  readonly pages: ReadonlyMap<string, CodePage>;
}

/**
 * Brings photos in: everything that was dropped is listed, then planned once in the worker, then read. A plan that may
 * surprise, or that only the person can settle, is shown first and can be corrected; an ordinary one is carried out at once.
 */
export function importSlice(
  context: SliceContext,
  edits: DatasetEdits,
  newId: () => string,
  freeClassName: () => string,
): Actions<ImportSlice> {
  const { set, get, client, mayChange, report } = context;
  let stop: AbortController | null = null;
  let wish: Wish | null = null;
  /** Wakes the import that waits for the person. */
  let wake: ((go: boolean) => void) | null = null;
  /** Files of the last import that nothing gave a class: kept beside the state, which holds numbers and names only. */
  let aside: readonly FileToAnswer[] = [];
  let own: File | null = null;

  const planOf = (drop: Drop, into: string | null, corrections: ImportCorrections, signal: AbortSignal) => {
    const existing = get().dataset.classes.map(({ name }) => name);
    const place = { into, fallbackClass: freeClassName(), existing };
    return client.run('planImport', { listing: drop.listing, place, corrections }, { signal });
  };

  /** Shows the plan until it is right; each correction makes a new one. */
  const settle = async (
    listed: Drop,
    first: ImportPlan,
    signal: AbortSignal,
  ): Promise<[Drop, ImportPlan]> => {
    let drop = listed;
    let plan = first;
    if (plan.questions.length + plan.surprises.length + drop.doubtful.length === 0) return [drop, plan];
    const { doubtful } = drop;
    let met: Wish = { corrections: noCorrections, pages: drop.pages };
    wish = met;
    for (;;) {
      const { photos, setAside, ...rest } = plan;
      const shown = { ...rest, photos: photos.length, setAside: setAside.length };
      set({ importStatus: { kind: 'asking', plan: shown, doubtful, ...met, planning: false } });
      if (await woken(signal)) return [drop, plan];
      // Several corrections may come while one is worked in.
      while (wish && met !== wish) {
        if (met.pages !== wish.pages) drop = await listAgain(drop, wish.pages, client, signal);
        met = wish;
        plan = await planOf(drop, null, met.corrections, signal);
      }
    }
  };
  /** @returns whether the plan is to be carried out */
  const woken = (signal: AbortSignal): Promise<boolean> =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new FailureError(stopped)), { once: true });
      wake = resolve;
    });

  const read = async (
    drop: Drop,
    plan: ImportPlan,
    signal: AbortSignal,
    onEvent: (event: ImportEvent) => void,
  ) => {
    const rest = { done: 0, total: plan.photos.length };
    for (const files of importParts(drop, plan.photos)) {
      const expected = files.reduce((sum, file) => sum + (file.kind === 'photo' ? 1 : file.photos.length), 0);
      let inside: Progress = { done: 0, total: expected, rate: 0 };
      await client.run(
        'import',
        { files },
        {
          signal,
          onEvent: (event) => {
            onEvent(event);
            if (event.kind !== 'progress') return;
            inside = event.progress;
            const progress = {
              done: rest.done + inside.done,
              total: rest.total - expected + inside.total,
              rate: inside.rate,
            };
            set({ importStatus: { kind: 'running', progress } });
          },
        },
      );
      rest.done += inside.total;
      rest.total += inside.total - expected;
    }
  };

  /** Says what needs no alarm, and keeps what was set aside. */
  const tell = (drop: Drop, plan: ImportPlan, reject: (failure: Failure) => void) => {
    aside = filesAside(drop, plan);
    const lines = reportLines(plan, drop.own.length + drop.problems.length > 0);
    set({ importReport: lines.length > 0 ? { lines, setAside: plan.setAside.length } : null });
    if (plan.problems.length > 0)
      get().notify({
        tone: 'info',
        stage: 'data',
        title: 'Some labels could not be used',
        failures: plan.problems,
      });
    const [offered, ...more] = drop.own;
    for (const { path } of more) reject({ ...oneAtATime, file: path });
    const file = drop.files.find(({ path }) => path === offered?.path)?.file;
    if (!offered || !file) return;
    own = new File([file], offered.path.slice(offered.path.lastIndexOf('/') + 1));
    set({ ownFile: { kind: offered.kind, name: own.name } });
  };

  return {
    importFiles: async (files, classId) => {
      await get().untilOpen();
      if (!mayChange()) return;
      if (stop)
        return get().notify({
          tone: 'info',
          stage: 'data',
          title: 'Photos are still being read: wait for the end, or stop it, then add these',
          failures: [],
        });
      const controller = new AbortController();
      stop = controller;
      const { signal } = controller;
      const received = imageReceiver(context, edits, newId);
      set({ importReport: null });
      startEngine(get());
      try {
        const listed = await listDrop(files, client, signal, (found) =>
          set({ importStatus: { kind: 'listing', found } }),
        );
        const into = classId === undefined ? null : (classById(get().dataset, classId)?.name ?? null);
        const first = await planOf(listed, into, noCorrections, signal);
        const [drop, plan] = into === null ? await settle(listed, first, signal) : [listed, first];
        drop.problems.forEach(received.rejected);
        tell(drop, plan, received.rejected);
        await read(drop, plan, signal, (event) => {
          if (event.kind === 'images') received.images(event.images);
          else if (event.kind === 'rejected') received.rejected(event.failure);
        });
      } catch (error) {
        const failure = toFailure(error);
        if (failure.code !== 'cancelled')
          get().notify({ tone: 'error', stage: 'data', title: 'The import stopped', failures: [failure] });
      } finally {
        wish = null;
        wake = null;
        await received.finish();
        stop = null;
        set({ importStatus: { kind: 'idle' } });
      }
    },
    importSampleSet: async (id) => {
      try {
        const response = await fetch(new URL(`samples/${id}/data.zip`, document.baseURI));
        if (!response.ok) throw new FailureError(sampleMissing);
        await get().importFiles([{ path: `${id}.zip`, file: await response.blob() }]);
      } catch (error) {
        report('data', 'The sample could not be loaded')(error);
      }
    },
    stopImport: () => stop?.abort(),
    correctImport: (change, pages) => {
      const { importStatus: status } = get();
      if (status.kind !== 'asking') return;
      wish = {
        corrections: { ...status.corrections, ...change },
        pages: pages ? new Map([...status.pages, ...pages]) : status.pages,
      };
      set({ importStatus: { ...status, ...wish, planning: true } });
      wake?.(false);
    },
    confirmImport: () => {
      const { importStatus: status } = get();
      if (status.kind === 'asking' && !status.planning) wake?.(true);
    },
    dismissImportReport: () => {
      aside = [];
      set({ importReport: null });
    },
    photosAside: () => aside,
    takeOwnFile: () => {
      const file = own;
      own = null;
      set({ ownFile: null });
      return file;
    },
  };
}

/** What was set aside, as "Many pictures" takes it. */
function filesAside({ files, listing, pages }: Drop, { setAside }: ImportPlan): readonly FileToAnswer[] {
  const archives = new Set(listing.archives);
  const inside = new Map<string, Set<string>>();
  const loose = new Set<string>();
  for (const path of setAside) {
    const archive = archiveOf(path, archives);
    if (archive === null) loose.add(path);
    else inside.set(archive, (inside.get(archive) ?? new Set()).add(path));
  }
  return files.flatMap((file): readonly FileToAnswer[] => {
    const only = inside.get(file.path);
    const page = pages.get(file.path);
    return only ? [{ ...file, only, ...(page && { page }) }] : loose.has(file.path) ? [file] : [];
  });
}

const oneAtATime: Failure = {
  code: 'unsupported-format',
  what: 'Only one project or model is opened at a time.',
  todo: 'Drop it again by itself.',
};

const stopped: Failure = { code: 'cancelled', what: 'Stopped.', todo: 'Start it again when you like.' };

const sampleMissing: Failure = {
  code: 'not-found',
  what: 'This site has no such sample data set.',
  todo: 'Prepare it with “npm run samples”, or use photos of your own.',
};
