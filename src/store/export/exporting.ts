import { create } from 'zustand';
import type { ExportFormat } from '../../core/export/exported.ts';
import type { ParityCheck } from '../../core/export/parity.ts';
import { toFailure } from '../../core/project/failure.ts';
import { newestFirst, withItem } from '../../core/project/in-order.ts';
import type { StepEvent } from '../../workers/protocol/progress.ts';
import { startEngine } from '../runtime/engine.ts';
import { storeContext } from '../store.ts';

/** Steps of a job that are done, and of how many. */
export interface Steps {
  readonly done: number;
  /** Null: not known yet. */
  readonly total: number | null;
}

/** A file that was written, and what came of reading it back. */
export interface Exported {
  readonly runId: string;
  readonly format: ExportFormat;
  readonly fileName: string;
  readonly bytes: number;
  readonly check: ParityCheck;
}

/** A model that was read from a file; it is the run of that id now. */
export interface OpenedModel {
  readonly runId: string;
  readonly fileName: string;
  readonly check: ParityCheck;
}

interface ExportingState {
  /** What is being written; null: nothing. */
  readonly exporting: { readonly runId: string; readonly format: ExportFormat; readonly steps: Steps } | null;
  /** What was written last. */
  readonly exported: Exported | null;
  /**
   * Writes a run as a file, reads the file back and compares. Resolves when done or stopped.
   * @param golden hashes of photos that go along; none: drawn pictures
   * @returns the file where one was written
   */
  exportRun(runId: string, format: ExportFormat, golden: readonly string[]): Promise<Blob | null>;
  stopExport(): void;
  /** The file that is being read; null: none. */
  readonly opening: { readonly fileName: string; readonly steps: Steps } | null;
  readonly opened: OpenedModel | null;
  /** Reads an exported model, of any format, as a run, and lets it answer. Resolves when done or stopped. */
  openModel(file: File): Promise<void>;
  stopOpening(): void;
}

let latest: Blob | null = null;

/** The file that was written last: kept beside the state, which holds numbers and names only. */
export const exportedFile = (): Blob | null => latest;

/** Models as files, out and in. Loaded with what first needs it. */
export const useExporting = create<ExportingState>((set, get) => {
  const { client, get: page, set: setPage, mayChange, report } = storeContext();
  let writing: AbortController | null = null;
  let reading: AbortController | null = null;
  const stepsOf = ({ done, total }: StepEvent): Steps => ({ done, total });
  const tell = (title: string, error: unknown) => {
    if (toFailure(error).code !== 'cancelled') report('use', title)(error);
  };

  return {
    exporting: null,
    exported: null,
    exportRun: async (runId, format, golden) => {
      if (writing) return null;
      writing = new AbortController();
      latest = null;
      const show = (steps: Steps) => set({ exporting: { runId, format, steps } });
      set({ exported: null });
      show({ done: 0, total: null });
      startEngine(page());
      try {
        const { fileName, file, check } = await client.run(
          'exportModel',
          { runId, format, golden },
          { signal: writing.signal, onEvent: (event) => show(stepsOf(event)) },
        );
        latest = file;
        set({ exported: { runId, format, fileName, bytes: file.size, check } });
        return file;
      } catch (error) {
        tell('The model could not be exported', error);
        return null;
      } finally {
        writing = null;
        set({ exporting: null });
      }
    },
    stopExport: () => writing?.abort(),
    opening: null,
    opened: null,
    openModel: async (file) => {
      if (get().opening || !mayChange()) return;
      reading = new AbortController();
      const show = (steps: Steps) => set({ opening: { fileName: file.name, steps } });
      set({ opened: null });
      show({ done: 0, total: null });
      startEngine(page());
      try {
        const { run, check } = await client.run(
          'importModel',
          { runId: crypto.randomUUID(), file },
          { signal: reading.signal, onEvent: (event) => show(stepsOf(event)) },
        );
        setPage(({ runs }) => ({ runs: withItem(runs, run, newestFirst) }));
        page().chooseRun(run.id);
        set({ opened: { runId: run.id, fileName: file.name, check } });
      } catch (error) {
        tell('The model could not be opened', error);
      } finally {
        reading = null;
        set({ opening: null });
      }
    },
    stopOpening: () => reading?.abort(),
  };
});
