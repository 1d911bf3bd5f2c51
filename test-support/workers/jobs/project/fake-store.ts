import { type Failure, FailureError } from '../../../../src/core/project/failure.ts';
import type { RunWeights } from '../../../../src/core/project/project-file.ts';
import type { AnsweredRun } from '../../../../src/core/training/run.ts';
import { sha256 } from '../../../../src/engine/dataset/hash.ts';
import { readHeader } from '../../../../src/engine/dataset/header.ts';
import type { MadeBackbone } from '../../../../src/workers/jobs/backbone/make-own.ts';
import { type ProjectStore, takeIn } from '../../../../src/workers/jobs/project/take-in.ts';
import { type ProjectSource, writeProject } from '../../../../src/workers/jobs/project/write-project.ts';
import type { ProjectContents } from '../../../../src/workers/protocol/project.ts';
import { FAKE_WEIGHTS } from './fake-project.ts';

/** For tests: the project's file, in memory. */
export async function projectBytes(source: ProjectSource): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const output = new WritableStream<Uint8Array>({
    write: (chunk) => {
      chunks.push(new Uint8Array(chunk));
    },
  });
  const signal = new AbortController().signal;
  await writeProject(source, output, { signal, app: '0.0.0', createdAt: 0, passed: () => {} });
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

const depth = (name: string, features: number) => ({ name, source: '', layer: '', features });
/** Of the network that the fake project's runs rest on. */
const fakeCard = { hash: FAKE_WEIGHTS, depths: [depth('early', 9), depth('late', 5)], former: [] };

/** For tests: a place for projects in memory, which takes PNG pictures. */
export function fakeStore(taken: readonly string[] = []) {
  const pictures = new Set<string>();
  const runs = new Map<string, { readonly run: AnsweredRun; readonly weights: RunWeights }>();
  const backbones = new Map<string, MadeBackbone>();
  const store: ProjectStore = {
    takenRuns: async () => new Set(taken),
    shapesOf: async (backbone, tuned) =>
      backbone === 'mobilenet-v3'
        ? { card: fakeCard, weights: tuned ? new Map([['block/conv/kernel', 7]]) : null }
        : null,
    storePicture: async (source, signal) => {
      const { bytes } = await source.read(signal);
      const hash = await sha256(bytes);
      pictures.add(hash);
      return { hash, ...readHeader('png', bytes) };
    },
    flushPictures: async () => {},
    backboneHash: async (id) => backbones.get(id)?.card.hash ?? null,
    storeBackbone: async (backbone) => {
      backbones.set(backbone.card.id, backbone);
    },
    storeRun: async (run, weights) => {
      runs.set(run.id, { run, weights });
    },
  };
  return { store, pictures, runs, backbones };
}

/** For tests: opens a project's file. Throws what is no FailureError: nobody foresaw it. */
export async function open(
  bytes: Uint8Array<ArrayBuffer>,
  { store }: Pick<ReturnType<typeof fakeStore>, 'store'>,
): Promise<ProjectContents | Failure> {
  let ids = 0;
  try {
    return await takeIn(new Blob([bytes]), 'project.zip', store, {
      signal: new AbortController().signal,
      now: () => 0,
      step: () => {},
      newId: () => `new-${++ids}`,
    });
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
}
