import type { SliceContext } from '../runtime/context.ts';
import type { PicturesSlice } from './dataset-state.ts';
import { thumbnailCache } from './thumbnails.ts';

export function picturesSlice({ client }: SliceContext): PicturesSlice {
  return {
    thumbnail: thumbnailCache(async (hashes) => {
      const jpegs = await client.run('thumbnails', { hashes });
      return jpegs.map((jpeg) => jpeg && URL.createObjectURL(jpeg));
    }),
    imageFile: (hash) => client.run('image', { hash }),
  };
}
