import { toFailure } from '../../core/project/failure.ts';
import { readiness } from '../../core/training/readiness.ts';
import type { Progress } from '../../workers/protocol/progress.ts';
import type { RecipeOnPhotos } from '../../workers/protocol/training.ts';
import type { AnalysisProgress } from '../evaluation/analysis-state.ts';
import type { SliceContext } from '../runtime/context.ts';
import { startEngine } from '../runtime/engine.ts';
import type { Notice } from '../runtime/notice-state.ts';
import type { State } from '../state.ts';

/** What a job on photos tells of itself, as far as all of them do. */
type PhotoEvent =
  | { readonly kind: 'extracting'; readonly progress: Progress }
  | { readonly kind: 'step'; readonly done: number; readonly total: number }
  | { readonly kind: string };

interface PhotoJob<Event, Result> {
  readonly ask: (
    photos: RecipeOnPhotos,
    options: { readonly signal: AbortSignal; readonly onEvent: (event: Event) => void },
  ) => Promise<Result>;
  /** Null: it has ended. */
  readonly show: (progress: AnalysisProgress | null) => void;
  /** Null: the last result holds no longer. `asked`: the state that it was asked for. */
  readonly take: (result: Result | null, asked: State) => void;
  /** Whether a result asked for in that state is not of what is there now: it's then asked for again. */
  readonly stale?: (asked: State) => boolean;
  /** What only this job tells. */
  readonly hear?: (event: Event) => void;
  readonly stage: Notice['stage'];
  /** Title of the notice where it fails. */
  readonly failed: string;
}

/** A measurement on the photos that is asked for once at a time, and can be stopped. */
export function photoJob<Event extends PhotoEvent, Result>(
  { get, mayChange, report }: Pick<SliceContext, 'get' | 'mayChange' | 'report'>,
  { ask, show, take, stale, hear, stage, failed }: PhotoJob<Event, Result>,
): { readonly run: () => Promise<void>; readonly stop: () => void } {
  let running: AbortController | null = null;
  const run = async () => {
    if (running || !readiness(get().dataset).ready || !mayChange()) return;
    const controller = new AbortController();
    const { signal } = controller;
    running = controller;
    startEngine(get());
    const onEvent = (event: Event) => {
      const progress = progressOf(event);
      if (progress) show(progress);
      hear?.(event);
    };
    try {
      let asked: State;
      do {
        asked = get();
        const { recipe, dataset } = asked;
        const { classes, samples } = dataset;
        show({ unit: 'photos', progress: null });
        take(null, asked);
        take(await ask({ recipe, classes, samples }, { signal, onEvent }), asked);
      } while (stale?.(asked));
    } catch (error) {
      if (toFailure(error).code !== 'cancelled') report(stage, failed)(error);
    } finally {
      running = null;
      show(null);
    }
  };
  return { run, stop: () => running?.abort() };
}

function progressOf(event: PhotoEvent): AnalysisProgress | null {
  if ('progress' in event) return { unit: 'photos', progress: event.progress };
  if ('done' in event) return { unit: 'steps', progress: { done: event.done, total: event.total, rate: 0 } };
  return null;
}
