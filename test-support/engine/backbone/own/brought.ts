import type { Tensor4D } from '@tensorflow/tfjs-core';
import { cutOwnModel, type OwnModel } from '../../../../src/core/backbone/convert/own-model.ts';
import { topologyOfLayers } from '../../../../src/core/backbone/convert/own-topology.ts';
import type { BackboneSource } from '../../../../src/core/backbone/own-backbone.ts';
import { compile } from '../../../../src/core/backbone/program.ts';
import { FailureError } from '../../../../src/core/project/failure.ts';
import type { ReadModel } from '../../../../src/engine/backbone/own/format-reader.ts';
import { readModel } from '../../../../src/engine/backbone/own/read-model.ts';
import { loadProgram } from '../../../../src/engine/backbone/run-program.ts';

/** Files by name, as a person chooses them. */
export const files = (all: Readonly<Record<string, Uint8Array<ArrayBuffer>>>): BackboneSource<Blob> => ({
  kind: 'files',
  files: Object.entries(all).map(([path, content]) => ({ path, file: new Blob([content]) })),
});

const options = {
  origin: 'https://here.example',
  signal: new AbortController().signal,
  onStep: () => {},
};

/** A model from its one file. */
export const bring = (path: string, content: Uint8Array<ArrayBuffer>): Promise<ReadModel> =>
  readModel(files({ [path]: content }), options);

/** What a file is refused with: 'file: what it is. What to do.' */
export async function refusal(path: string, content: Uint8Array<ArrayBuffer>): Promise<string> {
  const error = await bring(path, content).catch((caught: unknown) => caught);
  if (!(error instanceof FailureError)) throw new Error(`no failure but ${error}`);
  return `${error.failure.file}: ${error.failure.what} ${error.failure.todo}`;
}

/** The features that a brought network gives at its top or elsewhere, of that one depth. */
export async function featuresOf(
  own: OwnModel,
  images: Tensor4D,
  cut = own.cuts.at(-1)?.layer ?? '',
): Promise<Float32Array> {
  const { topology, weights } = topologyOfLayers(
    cutOwnModel(own, cut, own.size ?? 224, [{ name: cut, source: cut }]).layers,
  );
  const program = loadProgram(compile(topology, weights));
  const features = (await program.run(images).data()) as Float32Array;
  program.dispose();
  return features;
}
