import { viewsOf } from '../../../core/augmentation/view.ts';
import { viewDrawer } from '../../../engine/augmentation/draw-view.ts';
import { decodeStored } from '../../../engine/dataset/decode.ts';
import { getPicture } from '../../../storage/dataset/pictures.ts';
import type { Job } from '../../runtime/job.ts';
import { getCard } from '../../runtime/session.ts';

/** The picture shown last, decoded: controls are moved while one is looked at. */
let latest: { readonly hash: string; readonly decoding: Promise<ImageBitmap> } | null = null;

async function decoded(hash: string): Promise<ImageBitmap> {
  if (latest?.hash !== hash) {
    void latest?.decoding.then(
      (bitmap) => bitmap.close(),
      () => {},
    );
    const current = { hash, decoding: getPicture(hash).then((blob) => decodeStored(blob, 'the photo')) };
    latest = current;
    current.decoding.catch(() => {
      if (latest === current) latest = null;
    });
  }
  return (latest as NonNullable<typeof latest>).decoding;
}

const preview: Job<'preview'> = async ({ hash, augmentation, seed, count, backbone }, { signal }) => {
  const { size } = (await getCard(backbone)).input;
  signal.throwIfAborted();
  const draw = viewDrawer(await decoded(hash), size);
  return Promise.all(
    viewsOf(augmentation, seed, hash, count).map((view) =>
      createImageBitmap(new ImageData(draw(view), size, size)),
    ),
  );
};

export default preview;
