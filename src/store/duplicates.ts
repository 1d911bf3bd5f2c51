import { type DuplicateSearch, onlyNearDuplicates } from '../core/dataset/duplicates.ts';
import { groupDuplicates } from '../core/dataset/edits.ts';
import { applyPatch } from '../core/dataset/patch.ts';
import { classById, sampleById } from '../core/dataset/selectors.ts';
import { photoWords } from '../core/evaluation/words.ts';
import type { AnalysisEvent } from '../workers/protocol.ts';
import type { DuplicatesSlice } from './analysis-state.ts';
import type { SliceContext } from './context.ts';
import { photoJob } from './photo-job.ts';

export function duplicatesSlice(context: SliceContext): DuplicatesSlice {
  const { set, get, client, report } = context;

  /** Photos that are all alike say nothing of new ones, however they are split. */
  const warn = () => {
    const { dataset, notify } = get();
    const names = onlyNearDuplicates(dataset).map((id) => `“${classById(dataset, id)?.name ?? ''}”`);
    for (const name of names)
      notify({
        tone: 'info',
        stage: 'data',
        title: `All photos of ${name} are near-duplicates of one another: its score says little`,
        failures: [],
      });
  };

  /** Notes the groups in the data set. Only where photos are moved does the person see an edit. */
  const take = ({ groups, compared }: DuplicateSearch) => {
    const { dataset, editDataset, notify } = get();
    const looked = new Set(compared);
    set({ compared: looked });
    const patch = groupDuplicates(dataset, groups, ({ hash }) => looked.has(hash));
    const { put = [] } = patch;
    if (put.length === 0) return;
    const moved = put.filter(({ id, split }) => sampleById(dataset, id)?.split !== split).length;
    if (moved > 0) {
      editDataset('Keep near-duplicates together', patch);
      notify({
        tone: 'info',
        stage: 'data',
        title: `${photoWords(moved)} moved, so that near-duplicates are on one side of the split`,
        failures: [],
      });
    } else {
      set({ dataset: applyPatch(dataset, patch).dataset });
      client.run('persist', { patch }).catch(report('data', 'The change was not stored'));
    }
    warn();
  };

  const search = photoJob<AnalysisEvent, DuplicateSearch>(context, {
    ask: ({ recipe, samples }, options) =>
      client.run(
        'duplicates',
        { backbone: recipe.backbone, samples: samples.filter(({ excluded }) => !excluded), ifCached: [] },
        options,
      ),
    show: (findingDuplicates) => set({ findingDuplicates }),
    take: (found) => found && take(found),
    stage: 'data',
    failed: 'Near-duplicates could not be looked for',
  });

  return {
    compared: new Set(),
    findingDuplicates: null,
    findDuplicates: search.run,
    stopFindingDuplicates: search.stop,
    gatherDuplicates: ({ signal, onEvent }) => {
      const { dataset, recipe, compared } = get();
      const used = dataset.samples.filter(({ excluded }) => !excluded);
      const samples = used.filter(({ split }) => split !== 'test');
      if (!dataset.split.together || samples.every(({ hash }) => compared.has(hash))) return null;
      // To look at test photos would make the first training wait for what it does not need.
      const ifCached = used.filter(({ split }) => split === 'test');
      return client
        .run(
          'duplicates',
          { backbone: recipe.backbone, samples, ifCached },
          { signal, onEvent: (event) => event.kind !== 'step' && onEvent(event) },
        )
        .then((found) => {
          take(found);
          return found.spent;
        });
    },
  };
}
