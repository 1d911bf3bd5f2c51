import { FailureError } from '../../../core/project/failure.ts';
import { backboneHash, putBackbone } from '../../../storage/backbone/backbones.ts';
import { putPictures } from '../../../storage/dataset/pictures.ts';
import { putRunAside, takenRunIds } from '../../../storage/training/runs.ts';
import type { Job } from '../../runtime/job.ts';
import { getBackboneFiles, getCard } from '../../runtime/session.ts';
import { NextPack } from '../dataset/next-pack.ts';
import { pictureReader } from '../dataset/read-picture.ts';
import { setOpened } from './opened.ts';
import { type BackboneShapes, type ProjectStore, takeIn } from './take-in.ts';

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
  const readPicture = pictureReader();
  const pack = new NextPack();
  return {
    takenRuns: takenRunIds,
    shapesOf,
    storePicture: async (source, signal) => {
      const { image, picture } = await readPicture(source, signal);
      if (picture) pack.add(picture);
      if (pack.full) await putPictures(pack.take());
      return image;
    },
    flushPictures: () => putPictures(pack.take()),
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
