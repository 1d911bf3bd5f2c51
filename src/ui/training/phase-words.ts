import type { Phase } from '../../core/training/phases.ts';
import { solvesHead, totalEpochs } from '../../core/training/recipe.ts';
import type { UnfinishedRun } from '../../core/training/run.ts';

/** 'Training the head', 'Stage 2 of 3: 3 blocks learn'. */
export function phaseWords(phases: readonly Phase[], { index, blocks }: Phase): string {
  if (index === 0) return 'Training the head';
  return `Stage ${index} of ${phases.length - 1}: ${blocks === 1 ? '1 block learns' : `${blocks} blocks learn`}`;
}

/** 'Paused at epoch 5 of 12'. */
export function pausedWords({ history, recipe }: Pick<UnfinishedRun, 'history' | 'recipe'>): string {
  const solved = solvesHead(recipe) ? history.filter(({ phase }) => phase === 0).length : 0;
  return `Paused at epoch ${(history.at(-1)?.epoch ?? 0) - solved} of ${totalEpochs(recipe)}`;
}
