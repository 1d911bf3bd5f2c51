import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BackboneCard } from '../../src/core/backbone/card.ts';
import { cutOwnModel } from '../../src/core/backbone/convert/own-model.ts';
import { VGG_INPUT, type VggId } from '../../src/core/backbone/convert/vgg.ts';
import { FailureError } from '../../src/core/project/failure.ts';
import { readKerasHdf5 } from '../../src/engine/backbone/own/read-keras-hdf5.ts';
import type { Artefact } from './artefacts.ts';
import { pack } from './convert.ts';
import { replaceFiles, writeCard } from './folder.ts';
import { modelFolder } from './paths.ts';

/*
 * VGG-16 and VGG-19 are in no npm package. They are made from the files that Keras publishes, which whoever runs this has
 * downloaded.
 */

/** What Keras publishes, with its MD5 (keras/src/applications/vgg16.py, vgg19.py: file_hash). */
export const VGG_FILES: Readonly<Record<VggId, { readonly file: string; readonly md5: string }>> = {
  'vgg-16': {
    file: 'vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5',
    md5: '6d6bbae143d832006294945121d1f1fc',
  },
  'vgg-19': {
    file: 'vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5',
    md5: '253f8cb515780f3b799900260a226db6',
  },
};

export const isVgg = (id: string): id is VggId => id in VGG_FILES;

/** What a card says of weights that are Keras's own. */
const PUBLISHED = {
  package: 'Keras Applications',
  licence: 'CC-BY-4.0',
  author:
    'Karen Simonyan and Andrew Zisserman, Visual Geometry Group, University of Oxford; weights as Keras ships them',
  trainedOn: 'ImageNet (1,000 kinds of thing, 1.3 million photos).',
  summary:
    'The plain stack of convolutions of 2014 that much published work builds on; more time a photo than any other network here.',
  goodAt: ['comparing with published work that builds on it'],
  badAt: [
    'speed: ResNet-50 does better on ImageNet in a fraction of the time',
    'slow machines and live webcam',
  ],
} as const;

/** What can be said of any others. */
const OTHERS = {
  package: 'A file',
  licence: 'not stated',
  author: 'not stated',
  trainedOn: 'Not known: the file is not the one that Keras publishes.',
  summary: 'A network of VGG’s shape, with weights of which nothing is known.',
  goodAt: [],
  badAt: ['slow machines and live webcam'],
} as const;

export interface VggBackbone {
  readonly card: BackboneCard;
  readonly artefacts: readonly Artefact[];
  /** Whether the file is the one that Keras publishes. */
  readonly published: boolean;
}

/**
 * A VGG backbone from the bytes of a file, cut at its last pooling.
 * @param file its name
 * @param md5 of the file that Keras publishes
 * @throws Error where it is another network, FailureError where it is none
 */
export async function vggBackbone(
  id: VggId,
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
  md5: string = VGG_FILES[id].md5,
): Promise<VggBackbone> {
  const own = await readKerasHdf5(bytes, file, new AbortController().signal);
  const name = id.toUpperCase();
  if (own.input === null || own.name !== name) throw new Error(`${file} is not of ${name}, but ${own.name}`);
  const cut = own.cuts.at(-1)?.layer ?? '';
  const published = createHash('md5').update(bytes).digest('hex') === md5;
  const { trainedOn, summary, goodAt, badAt, ...rights } = published ? PUBLISHED : OTHERS;
  const { artefacts, computed } = pack({ id, input: VGG_INPUT }, cutOwnModel(own, cut, VGG_INPUT.size));
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  const card: BackboneCard = {
    id,
    name,
    ...computed,
    source: {
      package: rights.package,
      version: file,
      integrity,
      files: [file],
      licence: rights.licence,
      author: rights.author,
    },
    former: [],
    trainedOn,
    summary,
    goodAt,
    badAt,
    input: VGG_INPUT,
    measured: [],
  };
  return { card, artefacts, published };
}

/** Makes a VGG a shipped backbone: its card, model.json and shards in public/models. */
export async function prepareVgg(id: VggId, from: string | undefined): Promise<void> {
  const { file } = VGG_FILES[id];
  if (from === undefined)
    throw new Error(
      `no npm package has it. Download ${file}, which Keras publishes, and run: npm run models -- ${id} --from ${file}`,
    );
  console.log(`${id}: converting ${from}`);
  const bytes = Uint8Array.from(await readFile(from));
  const { card, artefacts, published } = await vggBackbone(id, bytes, basename(from)).catch(inWords);
  if (!published)
    console.warn(
      `${id}: ${from} is not the file that Keras publishes; the card says that its origin is not known`,
    );
  await mkdir(modelFolder(id), { recursive: true });
  await writeCard(card);
  await replaceFiles(id, artefacts);
  console.log(`${id}: written, ${card.features} features, ${(card.bytes / 1e6).toFixed(2)} MB`);
}

function inWords(error: unknown): never {
  if (error instanceof FailureError) throw new Error(`${error.failure.what} ${error.failure.todo}`);
  throw error;
}
