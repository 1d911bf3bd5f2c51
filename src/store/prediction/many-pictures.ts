import { create } from 'zustand';
import type { ClassLabel } from '../../core/dataset/dataset.ts';
import type { UnreadableFile } from '../../core/dataset/import/import-plan.ts';
import { unreadWords } from '../../core/dataset/import/import-report.ts';
import type { EnsembleMember } from '../../core/prediction/ensemble.ts';
import type { JointAnswer } from '../../core/prediction/file-answers.ts';
import { type Failure, toFailure } from '../../core/project/failure.ts';
import type { FileToAnswer } from '../../workers/protocol/prediction.ts';
import type { Progress } from '../../workers/protocol/progress.ts';
import { startEngine } from '../runtime/engine.ts';
import { storeContext } from '../store.ts';
import { answering } from './prediction.ts';

/** Files handed to the worker at a time: to clone ten thousand at once would block the page. */
const CHUNK = 50;

type ManyFile = FileToAnswer | UnreadableFile;
export type ManyFiles = AsyncIterable<ManyFile> | Iterable<ManyFile>;

interface ManyPicturesState {
  readonly answers: readonly JointAnswer[];
  /** The classes that the answers' probabilities are of. */
  readonly classes: readonly ClassLabel[];
  /** Who answered. */
  readonly members: readonly EnsembleMember[];
  /** Null while nothing is answered. `total` null: the folders are still looked through. */
  readonly progress: (Omit<Progress, 'total'> & { readonly total: number | null }) | null;
  /** Answers for new files instead of those that are there. Resolves when done or stopped. */
  answer(files: ManyFiles): Promise<void>;
  stop(): void;
  clear(): void;
}

/** Thumbnails of the answers, in their order: kept beside the state, which holds numbers and names only. */
let thumbnails: Blob[] = [];

/** @returns a new address for an answer's thumbnail, to be let go of by the caller; null where there is none */
export function answerThumbnail(at: number): string | null {
  const jpeg = thumbnails[at];
  return jpeg ? URL.createObjectURL(jpeg) : null;
}

/** Many pictures at once: dropped folders and zips, answered in a table. Loaded with its panel. */
export const useManyPictures = create<ManyPicturesState>((set, get) => {
  const { client, get: page, report } = storeContext();
  let running: AbortController | null = null;

  const ask = async (
    files: readonly FileToAnswer[],
    members: readonly EnsembleMember[],
    rejected: Failure[],
    signal: AbortSignal,
  ) => {
    const rest = { done: 0, total: files.length };
    for (let start = 0; start < files.length; start += CHUNK) {
      const chunk = files.slice(start, start + CHUNK);
      const before = { answers: get().answers, thumbnails: thumbnails.length, rejected: rejected.length };
      let inside: Progress = { done: 0, total: chunk.length, rate: 0 };
      await client.run(
        'predictFiles',
        { members, files: chunk, views: page().testViews },
        {
          signal,
          onEvent: (event) => {
            if (event.kind === 'answers') {
              for (const { thumbnail } of event.answers) thumbnails.push(thumbnail);
              const answers = event.answers.map(({ thumbnail: _, ...answer }) => answer);
              set({ answers: [...get().answers, ...answers] });
            } else if (event.kind === 'rejected') rejected.push(event.failure);
            else if (event.kind === 'begun') {
              thumbnails.length = before.thumbnails;
              rejected.length = before.rejected;
              set({ answers: before.answers });
            } else {
              inside = event.progress;
              const { done, total, rate } = inside;
              set({
                progress: { done: rest.done + done, total: rest.total - chunk.length + total, rate },
              });
            }
          },
        },
      );
      rest.done += inside.total;
      rest.total += inside.total - chunk.length;
    }
  };

  const tell = (rejected: readonly Failure[]) => {
    if (rejected.length > 0)
      page().notify({
        tone: 'error',
        stage: 'use',
        title: unreadWords(rejected.length, get().answers.length),
        failures: rejected,
      });
  };

  return {
    answers: [],
    classes: [],
    members: [],
    progress: null,
    answer: async (files) => {
      const members = answering(page());
      const first = page().runs.find(({ id }) => id === members[0]?.runId);
      if (running)
        return page().notify({
          tone: 'info',
          stage: 'use',
          title: 'Pictures are still being answered: wait for the end, or stop it, then drop these',
          failures: [],
        });
      if (!first) return;
      const controller = new AbortController();
      running = controller;
      const { signal } = controller;
      thumbnails = [];
      set({ answers: [], members, classes: first.classes, progress: { done: 0, total: null, rate: 0 } });
      startEngine(page());
      const rejected: Failure[] = [];
      try {
        const found: FileToAnswer[] = [];
        for await (const file of files) {
          signal.throwIfAborted();
          if (file.file === null) rejected.push(file.failure);
          else found.push(file);
        }
        await ask(found, members, rejected, signal);
        if (rejected.length + get().answers.length === 0)
          page().notify({ tone: 'info', stage: 'use', title: 'There are no pictures in it', failures: [] });
      } catch (error) {
        if (toFailure(error).code !== 'cancelled') report('use', 'The pictures were not all answered')(error);
      } finally {
        tell(rejected);
        running = null;
        set({ progress: null });
      }
    },
    stop: () => running?.abort(),
    clear: () => {
      running?.abort();
      thumbnails = [];
      set({ answers: [], members: [], classes: [] });
    },
  };
});
