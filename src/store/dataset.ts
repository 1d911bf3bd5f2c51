import { photoWords } from '../core/count-words.ts';
import { type Dataset, emptyDataset, type ImportedImage, type Patch } from '../core/dataset/dataset.ts';
import * as edits from '../core/dataset/edits.ts';
import { importImages, nextOrder } from '../core/dataset/import-images.ts';
import { type DroppedFile, isManifestName, planImport } from '../core/dataset/import-plan.ts';
import { applyPatch, fitPatch } from '../core/dataset/patch.ts';
import { classById, sampleById } from '../core/dataset/selectors.ts';
import { type Failure, FailureError, toFailure } from '../core/project/failure.ts';
import type { ImportEvent } from '../workers/protocol/dataset.ts';
import type { Progress } from '../workers/protocol/progress.ts';
import type { SliceContext, Undoable } from './context.ts';
import { startEngine } from './engine.ts';
import type { Actions } from './later-slices.ts';
import { nextTask } from './next-task.ts';
import { persist } from './persist.ts';
import type { DatasetSlice } from './state.ts';

/** Files handed to the worker at a time: to clone ten thousand at once would block the page. */
const CHUNK = 50;

const newId = () => crypto.randomUUID();

export function datasetSlice({
  set,
  get,
  client,
  history,
  mayChange,
  report,
}: SliceContext): Actions<DatasetSlice> {
  let stop: AbortController | null = null;

  /** Changes the data set here and on disk; returns what takes it back. */
  const apply = (patch: Patch): Patch => {
    const { dataset, inverse } = applyPatch(get().dataset, patch);
    const selection = new Set([...get().selection].filter((id) => sampleById(dataset, id)));
    set({ dataset, selection });
    persist({ client, report }, patch);
    return inverse;
  };
  const undoable = (label: string, inverse: Patch): Undoable => ({
    label,
    revert: () => undoable(label, apply(fitPatch(get().dataset, inverse))),
  });
  const edit = (label: string, patch: Patch) => {
    if (mayChange()) history.push(undoable(label, apply(patch)));
  };
  const nameOf = (id: string) => classById(get().dataset, id)?.name ?? '';

  /** Takes in what the worker read, and tells at the end what became of the import. */
  const receiver = () => {
    const before = get().dataset;
    const firstOrder = nextOrder(before);
    const added = new Set<string>();
    const seen = new Set<string>();
    const rejected: Failure[] = [];
    const duplicates: ImportedImage[] = [];
    let taking = Promise.resolve();
    /** At 10,000 photos to divide them takes 20 to 70 ms and to write them down 30: a task each. */
    const take = async (images: readonly ImportedImage[]) => {
      for (;;) {
        const { dataset } = get();
        const result = importImages(dataset, images, newId, firstOrder);
        await nextTask();
        // An edit in between begins it anew.
        if (get().dataset !== dataset) continue;
        for (const duplicate of result.duplicates) duplicates.push(duplicate);
        apply(result.patch);
        for (const { id, order } of result.patch.put ?? []) if (order >= firstOrder) added.add(id);
        return;
      }
    };
    return {
      images: (all: readonly ImportedImage[]) => {
        // A worker that was replaced reads its files anew.
        const images = all.filter(({ hash, folder, name }) => {
          const key = `${hash}/${folder}/${name}`;
          return !seen.has(key) && seen.add(key);
        });
        taking = taking.then(() => take(images));
      },
      rejected: (failure: Failure) => rejected.push(failure),
      finish: async () => {
        await taking;
        if (added.size > 0)
          history.push(undoable(`Add ${photoWords(added.size)}`, removal(before, get().dataset, added)));
        const notify = get().notify;
        if (rejected.length > 0)
          notify({
            tone: 'error',
            stage: 'data',
            title: `${rejected.length} of ${rejected.length + added.size + duplicates.length} files could not be read`,
            failures: rejected,
          });
        if (duplicates.length > 0)
          notify({
            tone: 'info',
            stage: 'data',
            title: `${photoWords(duplicates.length)} left out: the same picture is already in the class`,
            failures: [],
          });
      },
    };
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
      const received = receiver();
      startEngine(get());
      try {
        const dropped = await listFiles(files, signal, (found) =>
          set({ importStatus: { kind: 'listing', found } }),
        );
        const lists = dropped.filter(({ path }) => isManifestName(path));
        const { manifests, failures } =
          lists.length > 0
            ? await client.run('manifests', { files: lists }, { signal })
            : { manifests: [], failures: [] };
        failures.forEach(received.rejected);
        const fallback = classId === undefined ? freeClassName(get().dataset) : nameOf(classId);
        const { planned } = planImport(dropped, manifests, fallback);
        // What is dropped on a class goes into it, whatever its folders are called.
        const images =
          classId === undefined ? planned : planned.map((file) => ({ ...file, className: null }));
        const rest = { done: 0, total: images.length };
        for (let start = 0; start < images.length; start += CHUNK) {
          const chunk = images.slice(start, start + CHUNK);
          let inside: Progress = { done: 0, total: chunk.length, rate: 0 };
          const onEvent = (event: ImportEvent) => {
            if (event.kind === 'images') received.images(event.images);
            else if (event.kind === 'rejected') received.rejected(event.failure);
            else {
              inside = event.progress;
              const progress = {
                done: rest.done + inside.done,
                total: rest.total - chunk.length + inside.total,
                rate: inside.rate,
              };
              set({ importStatus: { kind: 'running', progress } });
            }
          };
          await client.run('import', { files: chunk }, { signal, onEvent });
          rest.done += inside.total;
          rest.total += inside.total - chunk.length;
        }
      } catch (error) {
        const failure = toFailure(error);
        if (failure.code !== 'cancelled')
          get().notify({ tone: 'error', stage: 'data', title: 'The import stopped', failures: [failure] });
      } finally {
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

    addClass: (name) => {
      const { patch, classId } = edits.addClass(get().dataset, name, newId);
      if (patch.classes) edit('Add class', patch);
      return classId;
    },
    renameClass: (id, name) => edit(`Rename ${nameOf(id)}`, edits.renameClass(get().dataset, id, name)),
    recolourClass: (id, colour) =>
      edit(`Recolour ${nameOf(id)}`, edits.recolourClass(get().dataset, id, colour)),
    mergeClass: (from, into) =>
      edit(`Merge ${nameOf(from)} into ${nameOf(into)}`, edits.mergeClass(get().dataset, from, into)),
    deleteClass: (id) => edit(`Delete ${nameOf(id)}`, edits.deleteClass(get().dataset, id)),
    moveSamples: (ids, classId) =>
      edit(
        `Move ${photoWords(ids.length)} to ${nameOf(classId)}`,
        edits.moveSamples(get().dataset, ids, classId),
      ),
    excludeSamples: (ids, excluded) =>
      edit(
        `${excluded ? 'Exclude' : 'Include'} ${photoWords(ids.length)}`,
        edits.excludeSamples(get().dataset, ids, excluded),
      ),
    editDataset: edit,
    deleteSamples: (ids) => edit(`Delete ${photoWords(ids.length)}`, edits.deleteSamples(get().dataset, ids)),
    setSplit: (settings) => edit('Change the split', edits.resplit(get().dataset, settings)),
    clearDataset: () => {
      const { samples } = get().dataset;
      edit('Start over', { classes: [], remove: samples.map(({ id }) => id), split: emptyDataset.split });
    },
    undo: () => {
      if (mayChange()) history.undo();
    },
    redo: () => {
      if (mayChange()) history.redo();
    },
    select: (ids, mode) =>
      set(({ selection }) => {
        if (mode === 'replace') return { selection: new Set(ids) };
        const next = new Set(selection);
        for (const id of ids) if (mode === 'add' || !next.delete(id)) next.add(id);
        return { selection: next };
      }),
  };
}

const sampleMissing: Failure = {
  code: 'not-found',
  what: 'This site has no such sample data set.',
  todo: 'Prepare it with “npm run samples”, or use photos of your own.',
};

/** Takes an import back: its samples, and the classes that came with it and would be empty. */
function removal(before: Dataset, after: Dataset, added: ReadonlySet<string>): Patch {
  const old = new Set(before.classes.map(({ id }) => id));
  const filled = new Set(after.samples.filter(({ id }) => !added.has(id)).map(({ classId }) => classId));
  return {
    classes: after.classes.filter(({ id }) => old.has(id) || filled.has(id)),
    remove: [...added],
  };
}

/** The name that an unnamed class would get. */
function freeClassName(dataset: Dataset): string {
  const { patch, classId } = edits.addClass(dataset, '', newId);
  return patch.classes?.find(({ id }) => id === classId)?.name ?? '';
}

async function listFiles(
  files: AsyncIterable<DroppedFile<Blob>> | Iterable<DroppedFile<Blob>>,
  signal: AbortSignal,
  onFound: (found: number) => void,
): Promise<DroppedFile<Blob>[]> {
  const list: DroppedFile<Blob>[] = [];
  let told = 0;
  onFound(0);
  for await (const file of files) {
    signal.throwIfAborted();
    list.push(file);
    if (performance.now() - told > 100) {
      told = performance.now();
      onFound(list.length);
    }
  }
  return list;
}
