import { cutOwnModel } from '../../../core/backbone/convert/own-model.ts';
import { topologyOfLayers } from '../../../core/backbone/convert/own-topology.ts';
import { countMultiplyAdds } from '../../../core/backbone/convert/shapes.ts';
import { inputCandidates } from '../../../core/backbone/own-input.ts';
import { compile } from '../../../core/backbone/program.ts';
import { batchSize } from '../../../core/features/batch-size.ts';
import { evenSample } from '../../../core/features/photo-sample.ts';
import { FailureError } from '../../../core/project/failure.ts';
import { seededRandom } from '../../../core/random.ts';
import { reading } from '../../../engine/backbone/own/failure.ts';
import { type TrialPhoto, tryInputs } from '../../../engine/backbone/own/try-inputs.ts';
import { loadProgram } from '../../../engine/backbone/run-program.ts';
import { Pace } from '../../../engine/training/pace.ts';
import type { Job } from '../../runtime/job.ts';
import { once } from '../../runtime/once.ts';
import { backend, exclusively } from '../../runtime/session.ts';
import { type StoredViewLoader, storedViewLoader } from '../features/extraction.ts';
import { photosOnly } from '../features/wanted-views.ts';
import { type LabelledPhoto, trainingPhotos } from '../training/photos.ts';
import { readBrought } from './read-brought.ts';

const PHOTOS = 200;
/** Of the first round: enough to drop what is far from right, which most ways are. */
const FIRST_PHOTOS = 60;
/** So that the first round has more than one of each class. */
const FIRST_PER_CLASS = 3;
/** Bytes of pixels that are kept: 200 photos of 400 pixels. At 1,024 they would take 839 MB. */
const ROOM = 128e6;

const tryBackbone: Job<'tryBackbone'> = async ({ files, cut, size, classes, samples }, context) => {
  const { signal, emit } = context;
  // Only the photos count here.
  const model = await readBrought(files, { signal, emit: () => {} });
  const { layers, multiplyAdds } = reading(model.files[0] ?? '', () => {
    const { layers } = cutOwnModel(model, cut, size);
    // At another size than the file names, nothing may be left of the picture.
    return { layers, multiplyAdds: countMultiplyAdds(layers, size) };
  });
  return exclusively(signal, async () => {
    const info = await backend();
    const chosen = choosePhotos(trainingPhotos({ classes, samples }).train, classes.length);
    const { topology, weights } = topologyOfLayers(layers);
    const wanted = photosOnly(chosen.photos.map(({ sample }) => sample));
    const program = loadProgram(compile(topology, weights));
    try {
      const loader = storedViewLoader(wanted, wanted.length, size, signal);
      return await tryInputs(inputCandidates(size), {
        program,
        photos: drawn(chosen.photos, size, loader.load),
        firstRound: chosen.first,
        classes: classes.length,
        batchSize: batchSize(info, multiplyAdds),
        pace: new Pace(signal),
        onStep: (done, total) => emit({ kind: 'step', done, total }),
      }).finally(loader.close);
    } finally {
      program.dispose();
    }
  });
};

/**
 * Photos of all classes as evenly as there are, those of the first round first.
 * @throws FailureError 'nothing-to-train' where no class has two
 */
function choosePhotos(
  train: readonly LabelledPhoto[],
  classes: number,
): { readonly photos: readonly LabelledPhoto[]; readonly first: number } {
  const counts = new Map<number, number>();
  for (const { label } of train) counts.set(label, (counts.get(label) ?? 0) + 1);
  if (counts.size < 2 || ![...counts.values()].some((count) => count > 1))
    throw new FailureError({
      code: 'nothing-to-train',
      what: 'There are too few training photos to tell which settings are right.',
      todo: 'Add photos to two classes or more, at least two to each.',
    });
  const random = seededRandom('input trial');
  const all = evenSample(train, ({ label }) => label, PHOTOS, random);
  const most = Math.min(PHOTOS, Math.max(FIRST_PHOTOS, FIRST_PER_CLASS * classes));
  const first = evenSample(all, ({ label }) => label, most, random);
  const taken = new Set(first);
  return { photos: [...first, ...all.filter((photo) => !taken.has(photo))], first: first.length };
}

/** The photos' pixels stay in memory where there is room for all of them, and are drawn anew for each way elsewhere. */
function drawn(
  photos: readonly LabelledPhoto[],
  size: number,
  load: StoredViewLoader['load'],
): readonly TrialPhoto[] {
  const fit = photos.length * size ** 2 * 4 <= ROOM;
  return photos.map(({ sample: { hash }, label }) => {
    const draw = async () => {
      const [pixels] = await load({ hash, views: [null] });
      if (!pixels) throw new TypeError('A loader has drawn nothing.');
      return pixels;
    };
    return { label, pixels: fit ? once(draw) : draw };
  });
}

export default tryBackbone;
