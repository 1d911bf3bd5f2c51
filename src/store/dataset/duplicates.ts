import { photoWords } from '../../core/count-words.ts';
import type { Patch, Sample } from '../../core/dataset/dataset.ts';
import { type DuplicateSearch, onlyNearDuplicates } from '../../core/dataset/duplicates.ts';
import { gatherNamed, nameGroups } from '../../core/dataset/edits.ts';
import { applyPatch } from '../../core/dataset/patch.ts';
import { classById, sampleById } from '../../core/dataset/selectors.ts';
import { someWords } from '../../core/list-words.ts';
import type { AnalysisEvent } from '../../workers/protocol/training.ts';
import type { DuplicatesSlice } from '../evaluation/analysis-state.ts';
import { persist } from '../project/persist.ts';
import type { SliceContext } from '../runtime/context.ts';
import type { Actions } from '../runtime/later-slices.ts';
import { nextTask } from '../runtime/next-task.ts';
import { photoJob } from './photo-job.ts';

export function duplicatesSlice(context: SliceContext): Actions<DuplicatesSlice> {
  const { set, get, client } = context;
  /** What was compared last: the pictures that are learned from, and the network whose features proposed. */
  let last: { readonly backbone: string; readonly pictures: ReadonlySet<string> } | null = null;

  /** Groups are those of just these photos, as they would be after a reload: fewer of them are compared anew too. */
  const isKnown = (backbone: string, pictures: ReadonlySet<string>): boolean =>
    last?.backbone === backbone &&
    last.pictures.size === pictures.size &&
    [...pictures].every((hash) => last?.pictures.has(hash));

  /** Photos that are all alike say nothing of new ones, however they are split. */
  const warn = () => {
    const { dataset, notify } = get();
    const names = onlyNearDuplicates(dataset).map((id) => `“${classById(dataset, id)?.name ?? ''}”`);
    if (names.length === 0) return;
    const told =
      names.length === 1
        ? `All photos of ${names[0]} are near-duplicates of one another: its score says little`
        : `In each of ${someWords(names, 3)} all photos are near-duplicates of one another: their scores say little`;
    notify({ tone: 'info', stage: 'data', title: told, failures: [] });
  };

  /**
   * What the groups change in the data set as it is. At 10,000 photos each half computes for 20 to 35 ms, and to write
   * them down as much again: a task each. An edit in between begins it anew.
   */
  const changesOf = async ({ groups, compared }: DuplicateSearch): Promise<Patch> => {
    const looked = new Set(compared);
    for (;;) {
      const { dataset } = get();
      await nextTask();
      const grouped = nameGroups(dataset, groups, ({ hash }) => looked.has(hash));
      await nextTask();
      const patch = gatherNamed(dataset, grouped);
      await nextTask();
      if (get().dataset === dataset) return patch;
    }
  };

  /** Notes the groups in the data set. Only where photos are moved does the person see an edit. */
  const take = async (found: DuplicateSearch) => {
    const patch = await changesOf(found);
    const { dataset, editDataset, notify } = get();
    set({ compared: new Set(found.compared) });
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
      persist(context, patch);
    }
    await nextTask();
    warn();
  };

  const search = photoJob<AnalysisEvent, void>(context, {
    ask: async ({ recipe, samples }, options) => {
      const used = samples.filter(({ excluded }) => !excluded);
      const { backbone } = recipe;
      await take(await client.run('duplicates', { backbone, samples: used, ifCached: [] }, options));
      last = { backbone, pictures: learnedFrom(used) };
    },
    show: (findingDuplicates) => set({ findingDuplicates }),
    take: () => {},
    stage: 'data',
    failed: 'Near-duplicates could not be looked for',
  });

  return {
    findDuplicates: search.run,
    stopFindingDuplicates: search.stop,
    gatherDuplicates: ({ signal, onEvent }) => {
      const {
        dataset,
        recipe: { backbone },
      } = get();
      const used = dataset.samples.filter(({ excluded }) => !excluded);
      const samples = used.filter(({ split }) => split !== 'test');
      const pictures = learnedFrom(samples);
      if (!dataset.split.together || isKnown(backbone, pictures)) return null;
      // To look at test photos would make the first training wait for what it does not need.
      const ifCached = used.filter(({ split }) => split === 'test');
      return client
        .run(
          'duplicates',
          { backbone, samples, ifCached },
          {
            signal,
            onEvent: (event) => onEvent(event.kind === 'step' ? { ...event, kind: 'comparing' } : event),
          },
        )
        .then(async (found) => {
          await take(found);
          last = { backbone, pictures };
          return found.spent;
        });
    },
  };
}

const learnedFrom = (samples: readonly Sample[]): ReadonlySet<string> =>
  new Set(samples.filter(({ split }) => split !== 'test').map(({ hash }) => hash));
