import { create } from 'zustand';
import type { CatalogueCard } from '../../core/backbone/card.ts';
import { withCard } from '../../core/backbone/catalogue.ts';
import {
  type BackboneInspection,
  type BackboneSource,
  type InputTrial,
  isOwn,
  type OwnBackbone,
} from '../../core/backbone/own-backbone.ts';
import { type Failure, toFailure } from '../../core/project/failure.ts';
import type { StepEvent } from '../../workers/protocol/progress.ts';
import type { Undoable } from '../runtime/context.ts';
import { startEngine } from '../runtime/engine.ts';
import { storeContext } from '../store.ts';

/** What is being done to the brought network. */
export interface OwnWork {
  readonly what: 'reading' | 'trying' | 'adding';
  readonly done: number;
  /** Null: not known yet. */
  readonly total: number | null;
}

/** A network on its way in: from its files to the catalogue. */
interface OwnBackbones {
  readonly source: BackboneSource<File> | null;
  /** What it turned out to be; null until it is read. */
  readonly inspection: BackboneInspection | null;
  /** What its pixels may want, the best first; null until tried. */
  readonly trials: readonly InputTrial[] | null;
  readonly work: OwnWork | null;
  readonly failure: Failure | null;
  /** Reads a model's files, in place of those read before. */
  read(source: BackboneSource<File>): Promise<void>;
  tryInputs(cut: string, size: number): Promise<void>;
  /** The trials were of another cut or size. */
  forgetTrials(): void;
  /** Stores it and chooses it. False where that did not work. */
  add(wanted: OwnBackbone): Promise<boolean>;
  stop(): void;
  /** Forgets what was brought and not added. */
  reset(): void;
}

const nothing = { source: null, inspection: null, trials: null, work: null, failure: null };

export const useOwnBackbones = create<OwnBackbones>((set, get) => {
  const { client, get: page, set: setPage, mayChange } = storeContext();
  let running: AbortController | null = null;

  /** Runs one job at a time; null where it failed, was stopped or there is one already. */
  async function doing<Result>(
    what: OwnWork['what'],
    ask: (options: { signal: AbortSignal; onEvent: (event: StepEvent) => void }) => Promise<Result>,
  ): Promise<Result | null> {
    if (running) return null;
    const controller = new AbortController();
    running = controller;
    set({ work: { what, done: 0, total: null }, failure: null });
    const onEvent = ({ done, total }: StepEvent) => set({ work: { what, done, total } });
    try {
      return await ask({ signal: controller.signal, onEvent });
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code !== 'cancelled') set({ failure });
      return null;
    } finally {
      running = null;
      set({ work: null });
    }
  }

  return {
    ...nothing,
    read: async (source) => {
      if (running) return;
      set({ ...nothing, source });
      const inspection = await doing('reading', (options) =>
        client.run('inspectBackbone', { files: source }, options),
      );
      set(inspection ? { inspection } : { source: null });
    },
    tryInputs: async (cut, size) => {
      const { source } = get();
      if (!source) return;
      const { classes, samples } = page().dataset;
      startEngine(page());
      const trials = await doing('trying', (options) =>
        client.run('tryBackbone', { files: source, cut, size, classes, samples }, options),
      );
      if (trials) set({ trials });
    },
    forgetTrials: () => set({ trials: null }),
    add: async (wanted) => {
      const { source } = get();
      if (!source || !mayChange()) return false;
      const card = await doing('adding', (options) =>
        client.run('addBackbone', { files: source, wanted }, options),
      );
      if (!card) return false;
      setPage(({ cards }) => ({ cards: withCard(cards, card) }));
      page().changeRecipe({ backbone: card.id });
      return true;
    },
    stop: () => running?.abort(),
    reset: () => {
      running?.abort();
      set(nothing);
    },
  };
});

/** Takes a brought backbone out of the catalogue; can be undone. Where it was the chosen one, the first of the others is. */
export function removeBackbone(id: string): void {
  const { get, history, mayChange } = storeContext();
  const card = get().cards.find((one) => one.id === id);
  if (card && isOwn(id) && mayChange()) history.push(moved(card, true, get().recipe.backbone === id));
}

/**
 * @param chosen whether the recipe goes with it, there and back; it stays where the person has chosen another network since
 */
function moved(card: CatalogueCard, removed: boolean, chosen: boolean): Undoable {
  const { get, set, client, report } = storeContext();
  const others = get().cards.filter(({ id }) => id !== card.id);
  set({ cards: removed ? others : withCard(others, card) });
  const [from, to] = removed ? [card.id, others[0]?.id] : [others[0]?.id, card.id];
  if (chosen && to !== undefined && get().recipe.backbone === from) get().changeRecipe({ backbone: to });
  client
    .run('removeBackbone', { id: card.id, removed })
    .catch(report('model', `${card.name} could not be ${removed ? 'removed' : 'brought back'}`));
  return { label: `Remove ${card.name}`, revert: () => moved(card, !removed, chosen) };
}
