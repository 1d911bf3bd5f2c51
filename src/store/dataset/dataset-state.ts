import type { Dataset, Patch, SplitSettings } from '../../core/dataset/dataset.ts';
import type { CodePage, DoubtfulNames, OwnFile } from '../../core/dataset/import/found-files.ts';
import type {
  DroppedFile,
  ImportCorrections,
  ImportPlan,
  UnreadableFile,
} from '../../core/dataset/import/import-plan.ts';
import type { SampleCard } from '../../core/dataset/sample-card.ts';
import type { FileToAnswer } from '../../workers/protocol/prediction.ts';
import type { Progress } from '../../workers/protocol/progress.ts';

export type ImportStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'listing'; readonly found: number }
  /** The plan waits for the person: it may surprise, or only they can settle it. */
  | {
      readonly kind: 'asking';
      readonly plan: PlanSummary;
      readonly doubtful: readonly DoubtfulNames[];
      /** In which archives' names are read where the person has chosen, by path. */
      readonly pages: ReadonlyMap<string, CodePage>;
      readonly corrections: ImportCorrections;
      /** A correction is being worked in. */
      readonly planning: boolean;
    }
  | { readonly kind: 'running'; readonly progress: Progress };

/** A plan with its photos counted. */
export type PlanSummary = Omit<ImportPlan, 'photos' | 'setAside'> & {
  readonly photos: number;
  readonly setAside: number;
};

/** How photos come in. */
export interface ImportSlice {
  readonly importStatus: ImportStatus;
  /** What the last import left out and set aside, a sentence each; null: nothing to say. */
  readonly importReport: { readonly lines: readonly string[]; readonly setAside: number } | null;
  /** A file of this page's own that was dropped, to be opened after one question. */
  readonly ownFile: { readonly kind: OwnFile['kind']; readonly name: string } | null;
  /** Reads the dropped files; loose ones go into `classId`, or into a class of their own. Resolves when done or stopped. */
  importFiles(
    files: AsyncIterable<DroppedFile<Blob> | UnreadableFile> | Iterable<DroppedFile<Blob> | UnreadableFile>,
    classId?: string,
  ): Promise<void>;
  importSampleSet(id: string): Promise<void>;
  /** Stops the reading; what was read stays. A plan that waits is given up. */
  stopImport(): void;
  /** Plans anew what waits for the person. */
  correctImport(change: Partial<ImportCorrections>, pages?: ReadonlyMap<string, CodePage>): void;
  /** Carries out what waits for the person. */
  confirmImport(): void;
  /** Puts the report away, and lets go of what was set aside. */
  dismissImportReport(): void;
  /** The files that the last import set aside. */
  photosAside(): readonly FileToAnswer[];
  /** Hands out the page's own file that was dropped, once. */
  takeOwnFile(): File | null;
}

export interface DatasetSlice extends ImportSlice {
  readonly dataset: Dataset;
  /** Labels of the edits that can be undone and redone, latest last: 'Delete 3 photos'. */
  readonly undoable: readonly string[];
  readonly redoable: readonly string[];
  /** Ids of selected samples. */
  readonly selection: ReadonlySet<string>;
  readonly samples: readonly SampleCard[];
  /** Returns the new class's id. */
  addClass(name: string): string;
  renameClass(id: string, name: string): void;
  recolourClass(id: string, colour: number): void;
  mergeClass(from: string, into: string): void;
  deleteClass(id: string): void;
  moveSamples(ids: readonly string[], classId: string): void;
  deleteSamples(ids: readonly string[]): void;
  /** Any other edit; can be undone under that label. */
  editDataset(label: string, patch: Patch): void;
  /** Leaves samples out of every split, or takes them in again. */
  excludeSamples(ids: readonly string[], excluded: boolean): void;
  setSplit(settings: SplitSettings): void;
  clearDataset(): void;
  undo(): void;
  redo(): void;
  select(ids: Iterable<string>, mode: 'replace' | 'add' | 'toggle'): void;
}

/** The stored pictures of the data set. */
export interface PicturesSlice {
  /** Object URL of a picture's thumbnail; null where it has none. Cached, least recently used are let go. */
  thumbnail(hash: string): Promise<string | null>;
  /** The stored file of a picture. */
  imageFile(hash: string): Promise<Blob>;
}
