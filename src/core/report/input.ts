import type { CatalogueCard } from '../backbone/card.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { SampleCard } from '../dataset/sample-card.ts';
import type { AnsweredRun } from '../training/run.ts';

/** What a report is made from. */
export interface ReportInput {
  readonly run: AnsweredRun;
  /** As the page calls the run: its own name or its number. */
  readonly name: string;
  /** As it is now: for the photos' names. */
  readonly dataset: Dataset;
  readonly cards: readonly CatalogueCard[];
  readonly samples: readonly SampleCard[];
  /** data: URLs of thumbnails by id of the sample. */
  readonly pictures: ReadonlyMap<string, string>;
}
