import type { CatalogueCard } from '../core/backbone/card.ts';
import { isOwn } from '../core/backbone/own-backbone.ts';
import { SAMPLE_IDS, type SampleCard } from '../core/dataset/sample-card.ts';
import { conflictingHashes } from '../core/dataset/selectors.ts';
import { completeRecipe } from '../core/training/recipe.ts';
import type { SliceContext } from './context.ts';
import type { ProjectSlice } from './state.ts';
import { noteStopped, stoppedRun } from './stopped-run.ts';
import { needsLater } from './until-loaded.ts';

export function projectSlice({ set, get, client, report }: SliceContext): ProjectSlice {
  return {
    opened: 'opening',
    open: async () => {
      void listed<CatalogueCard>('models').then((cards) =>
        set((state) => ({ cards: [...cards, ...state.cards.filter(({ id }) => isOwn(id))] })),
      );
      void listed<SampleCard>('samples').then((cards) =>
        set({ samples: SAMPLE_IDS.flatMap((id) => cards.filter((card) => card.id === id)) }),
      );
      try {
        if (get().tab === 'asking') await get().claimProject();
        const here = get().tab === 'here';
        const stored = await client.run('open', { sweep: here, stopped: stoppedRun() });
        if (here) noteStopped(null);
        if (needsLater(stored) && !(await get().loadLater())) return set({ opened: 'failed' });
        const { dataset, recipe, runs, unfinished, ensembles } = stored;
        set({
          opened: 'open',
          dataset,
          conflicts: conflictingHashes(dataset),
          runs,
          unfinished,
          ensembles,
          currentRunId: runs[0]?.id ?? null,
          ...(recipe && { recipe: completeRecipe(recipe) }),
        });
        client
          .run('ownBackbones', { sweep: get().tab === 'here' })
          .then((own) => set(({ cards }) => ({ cards: [...cards.filter(({ id }) => !isOwn(id)), ...own] })))
          .catch(report('model', 'The networks that you brought could not be read'));
        await get().readLesson(location.hash);
        // The engine's code is fetched when there is something for it to do.
        if (dataset.samples.length > 0) void get().chooseBackend(get().backendChoice);
      } catch (error) {
        set({ opened: 'failed' });
        report('app', 'The project could not be opened')(error);
      }
    },
  };
}

/** The cards that the build found under public/. A site without any still opens. */
async function listed<Card>(folder: string): Promise<readonly Card[]> {
  const response = await fetch(new URL(`${folder}/index.json`, document.baseURI));
  return response.ok ? ((await response.json()) as readonly Card[]) : [];
}
