import type { BackboneCard } from '../../../core/backbone/card.ts';
import { columnsOf, readOf } from '../../../core/backbone/read-depths.ts';
import { parseTopology } from '../../../core/backbone/topology.ts';
import { decodeWeights } from '../../../core/backbone/weights.ts';
import type { Sample } from '../../../core/dataset/dataset.ts';
import { type Failure, FailureError } from '../../../core/project/failure.ts';
import { largest, type RunWeights } from '../../../core/project/project-file.ts';
import { inputsOf } from '../../../core/project/project-file-weights.ts';
import { reportProgress } from '../../../core/project/rate.ts';
import { type AnsweredRun, type Run, withoutAnswers } from '../../../core/training/run.ts';
import { checkImage } from '../../../engine/dataset/decode.ts';
import { sha256 } from '../../../engine/dataset/hash.ts';
import { mapInOrder } from '../../../engine/dataset/in-order.ts';
import type { ProjectContents } from '../../protocol/project.ts';
import type { MadeBackbone } from '../backbone/make-own.ts';
import type { ImportSource } from '../dataset/sources.ts';
import { damaged, inProject } from './failures.ts';
import { type ProjectPicture, type ProjectReader, readProject } from './read-project.ts';

/** Pictures under way at a time, as in an import. */
const inFlight = 4;

/** A photo may come from a browser that reads formats which this one doesn't. */
const UNDECODABLE: ReadonlySet<Failure['code']> = new Set(['damaged-image', 'unsupported-format']);

/** What a backbone's features and weights look like. */
export interface BackboneShapes {
  readonly card: Pick<BackboneCard, 'hash' | 'depths' | 'former'>;
  /** How many values each weight has, by its name; null where nobody has looked. */
  readonly weights: ReadonlyMap<string, number> | null;
}

/** Where a project is put: the one place that writes. */
export interface ProjectStore {
  /** Ids that runs have already, unfinished and deleted ones among them. */
  takenRuns(): Promise<ReadonlySet<string>>;
  /** Null where there is no such backbone here. `tuned`: whether the weights are asked for too. */
  shapesOf(backbone: string, tuned: boolean): Promise<BackboneShapes | null>;
  /**
   * Decodes a picture, and stores it with its thumbnail, some time before `flushPictures` is done.
   * @returns what it is: its hash, its size upright
   */
  storePicture(
    source: ImportSource,
    signal: AbortSignal,
  ): Promise<{ readonly hash: string; readonly width: number; readonly height: number }>;
  /** Stores those pictures that are not stored yet. */
  flushPictures(): Promise<void>;
  /** The hash of the brought backbone that has this id here; null where none has. */
  backboneHash(id: string): Promise<string | null>;
  /** Stores a brought backbone so that it does not show yet. */
  storeBackbone(backbone: MadeBackbone): Promise<void>;
  /** Stores a run so that it does not show yet. */
  storeRun(run: AnsweredRun, weights: RunWeights): Promise<void>;
}

interface Context {
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly step: (done: number, total: number) => void;
  /** An unused id on each call. */
  readonly newId: () => string;
}

/**
 * Reads a project's file twice: once to check all of it, and only then to store it.
 * @param file its name, for messages
 * @throws FailureError that says what is wrong with the file; then nothing was stored, or pictures at most that nothing
 *   shows: the next opening of the page sweeps them
 */
export async function takeIn(
  blob: Blob,
  file: string,
  store: ProjectStore,
  { signal, now, step, newId }: Context,
): Promise<ProjectContents> {
  const reader = await readProject(blob, file, signal);
  const { project, pictures } = reader;
  const total = 2 * (pictures.length + project.runs.length + project.backbones.length);
  const report = reportProgress(total, now, (done) => step(done, total));
  let done = 0;
  const passed = () => report(++done);

  for await (const _ of mapInOrder(pictures, inFlight, (picture) => checkPicture(picture, file, signal)))
    passed();
  const brought = new Map<string, BackboneShapes>();
  for (const id of project.backbones) {
    signal.throwIfAborted();
    const backbone = await reader.readBackbone(id);
    const { name, hash } = backbone.card;
    // An id is the first 32 bits of the hash: another network with the same ones can be made.
    if (((await store.backboneHash(id)) ?? hash) !== hash)
      damaged(file, name)('Another network here has the same id.');
    brought.set(id, shapesOf(backbone));
    passed();
  }
  const shapes = rememberedShapes(brought, store);
  for (const id of project.runs) {
    signal.throwIfAborted();
    const { run, weights } = await reader.readRun(id);
    checkShapes(run, weights, await shapes(run.recipe.backbone, weights.tuned.size > 0), file);
    passed();
  }

  const storing = mapInOrder(pictures, inFlight, (picture) => storePicture(picture, file, store, signal));
  const undecodable: Sample[] = [];
  for await (const sample of storing) {
    if (sample) undecodable.push(sample);
    passed();
  }
  await store.flushPictures();
  const backbones: BackboneCard[] = [];
  for (const id of project.backbones) {
    signal.throwIfAborted();
    const backbone = await reader.readBackbone(id);
    if ((await store.backboneHash(id)) === null) await store.storeBackbone(backbone);
    backbones.push(backbone.card);
    passed();
  }
  const runs: Run[] = [];
  const idOf = new Map<string, string>();
  const taken = await store.takenRuns();
  for (const id of project.runs) idOf.set(id, taken.has(id) ? newId() : id);
  for (const id of project.runs) {
    signal.throwIfAborted();
    const { run, weights } = await reader.readRun(id);
    const here = {
      ...run,
      id: idOf.get(id) ?? id,
      measuredBy: run.measuredBy && (idOf.get(run.measuredBy) ?? run.measuredBy),
    };
    await store.storeRun(here, weights);
    runs.push(withoutAnswers(here));
    passed();
  }
  return { ...contentsOf(reader, runs, idOf, undecodable), backbones };
}

function contentsOf(
  { project }: ProjectReader,
  runs: readonly Run[],
  idOf: ReadonlyMap<string, string>,
  undecodable: readonly Sample[],
): Omit<ProjectContents, 'backbones'> {
  const { dataset, recipe, ensembles } = project;
  const gone = new Set(undecodable.map(({ hash }) => hash));
  return {
    dataset:
      gone.size === 0
        ? dataset
        : { ...dataset, samples: dataset.samples.filter(({ hash }) => !gone.has(hash)) },
    leftOut: dataset.samples.filter(({ hash }) => gone.has(hash)).map(({ name }) => name),
    recipe,
    runs,
    ensembles: ensembles.map((ensemble) => ({
      ...ensemble,
      members: ensemble.members.map(({ runId, weight }) => ({ runId: idOf.get(runId) ?? runId, weight })),
    })),
  };
}

async function checkPicture(
  { sample, entry }: ProjectPicture,
  file: string,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  await inProject(file, sample.name, async () => {
    const bytes = await entry.read(signal, largest.picture);
    if (bytes.length !== sample.bytes || (await sha256(bytes)) !== sample.hash)
      damaged(file, sample.name)('It is not the picture that was saved.');
    checkImage(bytes, sample.name);
  });
}

/** Its bytes were checked. @returns the sample where this browser can't decode its picture, which is not stored then */
async function storePicture(
  { sample, entry }: ProjectPicture,
  file: string,
  store: ProjectStore,
  signal: AbortSignal,
): Promise<Sample | null> {
  signal.throwIfAborted();
  return inProject(file, sample.name, async () => {
    const stored = store.storePicture(
      {
        path: sample.name,
        plan: { className: '', split: null },
        read: async (aborted) => {
          const bytes = await entry.read(aborted, largest.picture);
          return { bytes, blob: new Blob([bytes]) };
        },
      },
      signal,
    );
    const image = await stored.catch((error: unknown) => {
      if (error instanceof FailureError && UNDECODABLE.has(error.failure.code)) return null;
      throw error;
    });
    if (!image) return sample;
    const { hash, width, height } = image;
    if (hash !== sample.hash || width !== sample.width || height !== sample.height)
      damaged(file, sample.name)('The picture is of another size than was saved.');
    return null;
  });
}

function shapesOf({ card, model, weights }: MadeBackbone): BackboneShapes {
  const topology = parseTopology(JSON.parse(new TextDecoder().decode(model)));
  const values = decodeWeights(topology.weights, weights.buffer);
  return {
    card,
    weights: new Map([...values].map(([name, tensor]) => [name, tensor.values.length])),
  };
}

/** Each backbone is looked at once. @param brought goes along in the file */
function rememberedShapes(
  brought: ReadonlyMap<string, BackboneShapes>,
  store: ProjectStore,
): ProjectStore['shapesOf'] {
  const known = new Map<string, Promise<BackboneShapes | null>>();
  return (backbone, tuned) => {
    const along = brought.get(backbone);
    if (along) return Promise.resolve(along);
    const key = `${backbone} ${tuned}`;
    const shapes = known.get(key) ?? store.shapesOf(backbone, tuned);
    known.set(key, shapes);
    return shapes;
  };
}

/** A head for other features, or weights of another length, would be found out only when a picture is predicted. */
function checkShapes(
  run: Run,
  { head, tuned }: RunWeights,
  shapes: BackboneShapes | null,
  file: string,
): void {
  if (!shapes) return;
  const fail = damaged(file, `Run ${run.number}`);
  const read = readOf(run, shapes.card);
  // Of another network than is here: it can be looked at, and says so when it is to answer.
  if (!read) return;
  const columns = columnsOf(shapes.card.depths, read);
  if (inputsOf(head[0]) !== columns.reduce((sum, { from, to }) => sum + to - from, 0))
    fail('Its head does not fit its model.');
  for (const [name, values] of tuned)
    if (shapes.weights && shapes.weights.get(name) !== values.length)
      fail(`Its weights of “${name}” do not fit its model.`);
}
