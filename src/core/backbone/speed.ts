import type { Run } from '../training/run.ts';
import { nameOfRun } from '../training/run-name.ts';
import type { CatalogueCard } from './card.ts';

/** How fast a backbone was on this machine. */
export interface Speed {
  /** Milliseconds a photo. */
  readonly milliseconds: number;
  /** How that was measured, in words. */
  readonly how: string;
}

/** What runs here. */
interface Machine {
  readonly browser: string;
  /** What computes; null until the engine has started. */
  readonly backend: { readonly name: string; readonly threads: number } | null;
}

/**
 * How fast backbones were here, by their ids, from what the latest run with each took to look at photos. A run of
 * another browser came from elsewhere, or from a machine that was another one then; one of an earlier version may have
 * looked at smaller pictures.
 * @param runs newest first
 */
export function speedsHere(
  runs: readonly Run[],
  cards: readonly Pick<CatalogueCard, 'id' | 'input'>[],
  { browser, backend }: Machine,
): ReadonlyMap<string, Speed> {
  const speeds = new Map<string, Speed>();
  for (const run of runs) {
    const { timing, environment, recipe } = run;
    if (environment?.browser !== browser || timing.extracted === 0 || speeds.has(recipe.backbone)) continue;
    const card = cards.find(({ id }) => id === recipe.backbone);
    if (run.inputSize !== card?.input.size) continue;
    if (backend && (run.backend !== backend.name || environment.threads !== backend.threads)) continue;
    speeds.set(recipe.backbone, {
      milliseconds: timing.extraction / timing.extracted,
      how: `As ${nameOfRun(run)} took to read and look at its photos`,
    });
  }
  return speeds;
}

type SpeedCard = Pick<CatalogueCard, 'id' | 'name' | 'multiplyAdds'>;

/**
 * How fast a backbone is, in words: as it was measured here, else its work beside that of the one with the least.
 * @param cards all of them, this one too
 */
export function speedWords(card: SpeedCard, cards: readonly SpeedCard[], here: Speed | undefined): string {
  if (here) return `${short(here.milliseconds)}\u00a0ms a photo here`;
  const lightest = cards.reduce((least, one) => (one.multiplyAdds < least.multiplyAdds ? one : least), card);
  if (lightest.id === card.id) return 'The least work a photo';
  return `About ${short(card.multiplyAdds / lightest.multiplyAdds)} times the work of ${lightest.name}`;
}

const short = (value: number): string =>
  value < 10 ? `${Math.round(value * 10) / 10}` : `${Math.round(value)}`;

/** Reading, decoding and drawing a picture go on beside the backbone, and cost it that much (docs/BENCHMARKS.md). */
export const READING = 1.2;
