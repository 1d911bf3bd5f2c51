import { create } from 'zustand';
import { withCard } from '../../core/backbone/catalogue.ts';
import { photoWords } from '../../core/count-words.ts';
import { type Failure, toFailure } from '../../core/project/failure.ts';
import type { ProjectMerge } from '../../core/project/project-file-merge.ts';
import { rateMeter } from '../../core/project/rate.ts';
import { defaultRecipe, type Recipe } from '../../core/training/recipe.ts';
import type { Progress, StepEvent } from '../../workers/protocol/progress.ts';
import type { ProjectContents } from '../../workers/protocol/project.ts';
import { startEngine } from '../runtime/engine.ts';
import { storeContext, useStore } from '../store.ts';
import { projectEdits } from './project-edit.ts';

export type Saving =
  | { readonly kind: 'writing'; readonly progress: Progress | null }
  | { readonly kind: 'written'; readonly file: File }
  | { readonly kind: 'failed'; readonly failure: Failure };

export type Opening =
  | { readonly kind: 'reading'; readonly fileName: string; readonly progress: Progress | null }
  /** Stored, and not shown yet: the person is asked where it is to go. */
  | {
      readonly kind: 'read';
      readonly fileName: string;
      readonly contents: ProjectContents;
      readonly merging: boolean;
    }
  | { readonly kind: 'failed'; readonly fileName: string; readonly failure: Failure };

export interface ProjectFileState {
  /** Null: nothing is saved. */
  readonly saving: Saving | null;
  /** Writes the project to a file. Resolves with it when done; null where it failed or was stopped. */
  saveProject(): Promise<File | null>;
  /** Stops the writing, or puts away what became of it. */
  endSaving(): void;
  /** Null: nothing is opened. */
  readonly opening: Opening | null;
  /** Reads a project's file and checks it; what it holds is shown by `replace` or `merge`. Resolves when done or stopped. */
  openProject(file: File): Promise<void>;
  /** Stops the reading, or puts away what was read. */
  endOpening(): void;
  /** Puts the opened project in the place of what is here; can be undone. Resolves when done. */
  replace(): Promise<void>;
  /** Adds the opened project to what is here; can be undone. Resolves when done. */
  merge(): Promise<void>;
}

const newId = () => crypto.randomUUID();

/** Projects as files, out and in. Loaded with its menu. */
export const useProjectFile = create<ProjectFileState>((set, get) => {
  const context = storeContext();
  const { client, get: page, set: setPage, mayChange } = context;
  const edit = projectEdits(context);
  let writing: AbortController | null = null;
  let reading: AbortController | null = null;

  /** The recipe, with a model that this page has. */
  const usable = (recipe: Recipe): Recipe =>
    page().cards.some(({ id }) => id === recipe.backbone)
      ? recipe
      : { ...recipe, backbone: page().recipe.backbone };
  const nothing = { add: [], remove: [] };

  /**
   * Networks that came with the project stay, even where it is undone: they can be removed under Model. They are kept
   * before the project is written down: its runs can't answer without them.
   * @returns false where that did not work; then it is told
   */
  const keepBackbones = async (
    fileName: string,
    backbones: ProjectContents['backbones'],
  ): Promise<boolean> => {
    try {
      await Promise.all(backbones.map(({ id }) => client.run('removeBackbone', { id, removed: false })));
    } catch (error) {
      set({ opening: { kind: 'failed', fileName, failure: toFailure(error) } });
      return false;
    }
    setPage(({ cards }) => ({ cards: backbones.reduce(withCard, cards) }));
    return true;
  };
  const unknownHere = ({ backbones }: ProjectContents): ProjectContents['backbones'] => {
    const known = new Set(page().cards.map(({ id }) => id));
    return backbones.filter(({ id }) => !known.has(id));
  };

  // Another tab that takes over sweeps what was read here and never shown.
  useStore.subscribe(({ tab }) => {
    if (tab === 'elsewhere' && get().opening) get().endOpening();
  });

  return {
    saving: null,
    saveProject: async () => {
      if (writing) return null;
      const controller = new AbortController();
      writing = controller;
      set({ saving: { kind: 'writing', progress: null } });
      const onEvent = progressTo((progress) => set({ saving: { kind: 'writing', progress } }));
      try {
        const file = await client.run('saveProject', null, { signal: controller.signal, onEvent });
        set({ saving: { kind: 'written', file } });
        return file;
      } catch (error) {
        const failure = toFailure(error);
        set({ saving: failure.code === 'cancelled' ? null : { kind: 'failed', failure } });
        return null;
      } finally {
        writing = null;
      }
    },
    endSaving: () => {
      writing?.abort();
      set({ saving: null });
    },

    opening: null,
    openProject: async (file) => {
      if (reading || !mayChange()) return;
      const controller = new AbortController();
      reading = controller;
      const fileName = file.name;
      set({ opening: { kind: 'reading', fileName, progress: null } });
      const onEvent = progressTo((progress) => set({ opening: { kind: 'reading', fileName, progress } }));
      // It is asked whether heads fit their models.
      startEngine(page());
      try {
        const contents = await client.run('openProject', { file }, { signal: controller.signal, onEvent });
        set({ opening: { kind: 'read', fileName, contents, merging: false } });
      } catch (error) {
        const failure = toFailure(error);
        set({ opening: failure.code === 'cancelled' ? null : { kind: 'failed', fileName, failure } });
      } finally {
        reading = null;
      }
    },
    endOpening: () => {
      reading?.abort();
      set({ opening: null });
    },
    replace: async () => {
      const { opening } = get();
      if (opening?.kind !== 'read' || opening.merging || !mayChange()) return;
      const { dataset, recipe, runs, ensembles } = opening.contents;
      const added = unknownHere(opening.contents);
      if (added.length > 0) {
        set({ opening: { ...opening, merging: true } });
        if (!(await keepBackbones(opening.fileName, added))) return;
      }
      const here = page();
      const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
      edit('Open project', {
        patch: {
          classes: dataset.classes,
          split: dataset.split,
          put: dataset.samples,
          remove: ids(here.dataset.samples),
        },
        runs: { add: runs, remove: ids(here.runs) },
        ensembles: {
          // Those of the same file, opened a second time, must not come in the place of the first.
          add: ensembles.map((ensemble) => ({ ...ensemble, id: newId() })),
          remove: ids(here.ensembles),
        },
        unfinished: { add: [], remove: ids(here.unfinished) },
        recipe: usable(recipe ?? defaultRecipe),
        currentRunId: runs[0]?.id ?? null,
        currentEnsembleId: null,
      });
      set({ opening: null });
    },
    merge: async () => {
      const { opening } = get();
      if (opening?.kind !== 'read' || opening.merging || !mayChange()) return;
      const { fileName } = opening;
      set({ opening: { ...opening, merging: true } });
      const added = unknownHere(opening.contents);
      if (added.length > 0 && !(await keepBackbones(fileName, added))) return;
      let here = page();
      let merged: ProjectMerge;
      try {
        do {
          here = page();
          merged = await client.run('mergeProject', null);
          // What it is merged into must be what is here.
        } while (page().dataset !== here.dataset || page().runs !== here.runs);
      } catch (error) {
        set({ opening: { kind: 'failed', fileName, failure: toFailure(error) } });
        return;
      }
      const { patch, runs, ensembles, known } = merged;
      edit('Merge project', {
        patch,
        runs: { add: runs, remove: [] },
        ensembles: { add: ensembles, remove: [] },
        unfinished: nothing,
        recipe: null,
        currentRunId: here.currentRunId,
        currentEnsembleId: here.currentEnsembleId,
      });
      set({ opening: null });
      if (known > 0)
        here.notify({
          tone: 'info',
          stage: 'data',
          title: `${photoWords(known)} left out: the same picture is already in the class`,
          failures: [],
        });
    },
  };
});

/** Steps as a progress with a rate. */
function progressTo(show: (progress: Progress) => void): (event: StepEvent) => void {
  const rate = rateMeter(() => performance.now());
  return ({ done, total }) => show({ done, total, rate: rate(done) });
}
