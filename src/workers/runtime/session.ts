import type { BackendInfo } from '../../core/backbone/backend.ts';
import type { BackboneCard } from '../../core/backbone/card.ts';
import { isOwn } from '../../core/backbone/own-backbone.ts';
import {
  type Backbone,
  type BackboneFiles,
  loadBackbone,
  readBackbone,
  readCard,
} from '../../engine/backbone/load.ts';
import { throwIfLost } from '../../engine/backend/lost.ts';
import { storedBackbone } from '../../storage/backbone/backbones.ts';
import { FeatureTable } from '../../storage/features/features.ts';
import { boundTables } from '../../storage/features/tables.ts';
import { filesReadBy } from '../jobs/backbone/read-by.ts';
import { readStoredBackbone } from '../jobs/backbone/read-stored.ts';
import { type TrainedRun, tunedRunId } from '../jobs/training/trained-runs.ts';
import { Loaded } from './loaded.ts';
import type { Claim } from './shared.ts';
import { inTurns, type Turns } from './turns.ts';

/*
 * What the jobs of one worker share: the backend that was started, the backbones on the device, the feature table asked
 * for last.
 */

interface Started {
  readonly backend: BackendInfo;
  readonly base: string;
}

const cards = new Map<string, BackboneCard>();
let begin: (start: Promise<Started>) => void = () => {};
let starting = unstarted();
const backbones = new Loaded<Backbone>(({ program }) => program.dispose());
let table: { readonly key: string; readonly opening: Promise<FeatureTable> } | null = null;

/** Until a start is asked for: the code of a job can be here before that of the start which was sent ahead of it. */
function unstarted(): Promise<Started> {
  const waiting = new Promise<Started>((resolve) => {
    begin = resolve;
  });
  // Nobody may be waiting when the start fails.
  waiting.catch(() => {});
  return waiting;
}

/** Notes a start that is under way; jobs that need the engine wait for it. */
export function setStarting(promise: Promise<Started>): void {
  begin(promise);
  starting = promise;
  promise.catch(() => {
    if (starting === promise) starting = unstarted();
  });
}

/** @throws FailureError what the start threw */
export async function backend(): Promise<BackendInfo> {
  return (await starting).backend;
}

/**
 * Address of the site, with a slash at its end.
 * @throws FailureError what the start threw
 */
export async function siteAddress(): Promise<string> {
  return (await starting).base;
}

/**
 * A backbone's card, for what needs no weights.
 * @throws FailureError 'model-unavailable'
 */
export async function getCard(id: string): Promise<BackboneCard> {
  if (isOwn(id)) return (await storedBackbone(id)).card;
  const { base } = await starting;
  const known = cards.get(id);
  if (known) return known;
  const card = await readCard(base, id);
  cards.set(id, card);
  return card;
}

/**
 * A backbone's files, for what needs more of them than a program on the device.
 * @throws FailureError 'model-unavailable'
 */
export async function getBackboneFiles(id: string): Promise<BackboneFiles> {
  if (isOwn(id)) return readStoredBackbone(id);
  return readBackbone((await starting).base, id);
}

/**
 * What a run's head reads of its backbone, as far as that goes, and its weights as they were downloaded.
 * @throws FailureError 'model-unavailable', also where the network is another one than the run was trained on
 */
export const getRunFiles = async ({ run }: Pick<TrainedRun, 'run'>): Promise<BackboneFiles> =>
  filesReadBy(run, await getBackboneFiles(run.recipe.backbone));

/**
 * Holds a run's backbone, up to what its head reads and as it has fine-tuned it, until it is released.
 * @returns loading throws FailureError 'model-unavailable'
 */
export const claimRunBackbone = (finished: TrainedRun): Claim<Backbone> =>
  backbones.claim(runKey(finished), () => loadOf(finished));

/**
 * A run's backbone, up to what its head reads and as it has fine-tuned it. It is there until another one is asked for; what
 * was asked for within exclusive work stays until that has ended.
 * @throws FailureError 'model-unavailable'
 */
export async function getRunBackbone(finished: TrainedRun): Promise<Backbone> {
  await starting;
  return backbones.get(runKey(finished), () => loadOf(finished));
}

/**
 * A backbone as it was downloaded, with all its depths. It is there as long as `getRunBackbone` says.
 * @throws FailureError 'model-unavailable'
 */
export async function getBackbone(id: string): Promise<Backbone> {
  await starting;
  return backbones.get(id, async () => loadBackbone(await getBackboneFiles(id), new Map()));
}

/** Runs that left the same depths of the same network as they were have their backbone in common. */
const runKey = (finished: TrainedRun): string => {
  const { recipe, read, inputSize, environment } = finished.run;
  return [recipe.backbone, read ?? environment?.weights, inputSize, tunedRunId(finished)].join(' ');
};

async function loadOf(finished: TrainedRun): Promise<Backbone> {
  // One that was brought is read from the disk, before there may be a backend to put it on.
  await starting;
  return loadBackbone(await getRunFiles(finished), finished.tuned);
}

/** Version of everything between a file's bytes and the backbone's input: raise it when that changes. */
const PREPROCESSING = 'centre-1';

/** Names what was computed from pictures with a backbone: a change of either starts another file. */
export const cacheKey = ({ id, hash, input }: Pick<BackboneCard, 'id' | 'hash' | 'input'>): string =>
  `${id}-${hash.slice(0, 16)}-${input.size}-${PREPROCESSING}`;

/**
 * The table of cached features.
 * @param runId of a run that changed the backbone, whose features are its own
 */
export function getFeatures(card: BackboneCard, runId: string | null = null): Promise<FeatureTable> {
  const key = runId ? `${cacheKey(card)}-${runId}` : cacheKey(card);
  if (table?.key !== key) {
    // Another network may be one too many.
    const current = { key, opening: boundTables().then(() => FeatureTable.open(key, card.features)) };
    table = current;
    current.opening.catch(() => {
      if (table === current) table = null;
    });
  }
  return (table as NonNullable<typeof table>).opening;
}

const turns = inTurns();

/**
 * The result of work on the device. Where that is gone the page hears of it before it hears of the work: what came out is
 * worthless, an error that it brought too, and the job begins again on another worker.
 */
export async function unlessLost<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    throwIfLost();
  }
}

/**
 * Runs one after another what must not run twice at a time: training and evaluation write the same features. The
 * backbones that it asks for stay until it has ended. What waits its turn answers a Stop at once; what runs looks at the
 * signal itself.
 */
export const exclusively: Turns = (signal, work) =>
  turns(signal, () => backbones.during(() => unlessLost(work)));
