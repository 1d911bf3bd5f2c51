import { FailureError } from '../../core/project/failure.ts';
import { backboneHash, putBackbone } from '../../storage/backbones.ts';
import { putRunAside, takenRunIds } from '../../storage/runs.ts';
import { putThumbnails } from '../../storage/thumbnails.ts';
import { imageStore } from './import/store-image.ts';
import type { Job } from './job.ts';
import { setOpened } from './project/opened.ts';
import { type BackboneShapes, type ProjectStore, takeIn } from './project/take-in.ts';
import { getBackboneFiles, getCard } from './session.ts';

const openProject: Job<'openProject'> = async ({ file }, { signal, emit }) => {
  const contents = await takeIn(file, file.name, projectStore(), {
    signal,
    now: () => performance.now(),
    step: (done, total) => emit({ kind: 'step', done, total }),
    newId: () => crypto.randomUUID(),
  });
  setOpened(contents);
  return contents;
};

export default openProject;

function projectStore(): ProjectStore {
  const storeImage = imageStore();
  return {
    takenRuns: takenRunIds,
    shapesOf,
    storePicture: async (source, signal) => {
      const { image, thumbnail } = await storeImage(source, signal);
      if (thumbnail) await putThumbnails(new Map([[image.hash, thumbnail]]));
      return image;
    },
    backboneHash,
    storeBackbone: ({ card, model, weights }) => putBackbone(card, model, weights, { aside: true }),
    storeRun: putRunAside,
  };
}

/** Null where the site has no such model, or it can't be fetched now: the run can be looked at all the same. */
async function shapesOf(backbone: string, tuned: boolean): Promise<BackboneShapes | null> {
  try {
    const card = await getCard(backbone);
    if (!tuned) return { card, weights: null };
    const { weights } = await getBackboneFiles(backbone);
    return { card, weights: new Map([...weights].map(([name, { values }]) => [name, values.length])) };
  } catch (error) {
    if (error instanceof FailureError) return null;
    throw error;
  }
}
