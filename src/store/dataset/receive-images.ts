import { photoWords } from '../../core/count-words.ts';
import type { Dataset, ImportedImage, Patch } from '../../core/dataset/dataset.ts';
import { unreadWords } from '../../core/dataset/import/import-report.ts';
import { importImages, nextOrder } from '../../core/dataset/import-images.ts';
import type { Failure } from '../../core/project/failure.ts';
import type { SliceContext } from '../runtime/context.ts';
import { nextTask } from '../runtime/next-task.ts';
import type { DatasetEdits } from './dataset-edits.ts';

export interface ImageReceiver {
  images(images: readonly ImportedImage[]): void;
  rejected(failure: Failure): void;
  /** Resolves when all is taken in; tells what became of the import. */
  finish(): Promise<void>;
}

/**
 * Times what a batch has taken the page rests before the next. A batch costs the more the more photos are there, so with
 * thousands of them it holds more.
 */
const REST = 10;

/** Takes in what the worker read, as one step that can be undone. */
export function imageReceiver(
  { get, history }: SliceContext,
  { apply, undoable }: DatasetEdits,
  newId: () => string,
): ImageReceiver {
  const before = get().dataset;
  const firstOrder = nextOrder(before);
  const added = new Set<string>();
  const seen = new Set<string>();
  const rejected: Failure[] = [];
  const duplicates: ImportedImage[] = [];
  let waiting: ImportedImage[] = [];
  let taking: Promise<void> | null = null;
  let finishing = false;
  /** Ends the rest between two batches. */
  let wake = () => {};
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
  const takeAll = async () => {
    while (waiting.length > 0) {
      const images = waiting;
      waiting = [];
      const begun = performance.now();
      await take(images);
      const rest = (performance.now() - begun) * REST;
      if (finishing) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, rest);
      });
    }
    taking = null;
  };
  return {
    images: (all) => {
      // A worker that was replaced reads its files anew.
      for (const image of all) {
        const key = `${image.hash}/${image.folder}/${image.name}`;
        if (seen.has(key)) continue;
        seen.add(key);
        waiting.push(image);
      }
      taking ??= takeAll();
    },
    rejected: (failure) => {
      rejected.push(failure);
    },
    finish: async () => {
      finishing = true;
      wake();
      await taking;
      if (added.size > 0)
        history.push(undoable(`Add ${photoWords(added.size)}`, removal(before, get().dataset, added)));
      const { notify } = get();
      if (rejected.length > 0)
        notify({
          tone: 'error',
          stage: 'data',
          title: unreadWords(rejected.length, added.size + duplicates.length),
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
}

/** Takes an import back: its samples, and the classes that came with it and would be empty. */
function removal(before: Dataset, after: Dataset, added: ReadonlySet<string>): Patch {
  const old = new Set(before.classes.map(({ id }) => id));
  const filled = new Set(after.samples.filter(({ id }) => !added.has(id)).map(({ classId }) => classId));
  return {
    classes: after.classes.filter(({ id }) => old.has(id) || filled.has(id)),
    remove: [...added],
  };
}
