import { familiarityOf } from '../../../core/evaluation/known-features.ts';
import type { EnsembleMember } from '../../../core/prediction/ensemble.ts';
import { inOrder, meanProbabilities } from '../../../core/prediction/joint-answers.ts';
import { outputOrders } from '../../../core/prediction/output-orders.ts';
import { softmax } from '../../../core/softmax.ts';
import type { Backbone } from '../../../engine/backbone/load.ts';
import { featuresOf } from '../../../engine/features/extract.ts';
import type { TopPrediction } from '../../protocol/prediction.ts';
import { claimRunBackbone, unlessLost } from '../../runtime/session.ts';
import type { Claim } from '../../runtime/shared.ts';
import { answer, testViews } from '../augmentation/test-views.ts';
import { type TrainedRun, trainedTogether } from '../training/trained-runs.ts';
import { viewKeys } from '../training/views.ts';

/** A run that is ready to answer. */
export interface ReadyMember {
  readonly weight: number;
  readonly finished: TrainedRun;
  readonly backbone: Backbone;
  /** Where the first member's classes lie among this one's outputs. */
  readonly order: readonly number[];
}

/** Of the members asked for last: a camera's frames come one after another. */
let kept: readonly Claim<Backbone>[] = [];

/**
 * Has runs ready while the work lasts, and until others are asked for: each run's weights and its backbone, which runs
 * that left it as it was have in common.
 * @param members at least one
 * @throws FailureError 'not-found' where a run is not stored any more or has other classes; 'model-unavailable'
 */
export async function withMembers<T>(
  members: readonly EnsembleMember[],
  work: (ready: readonly ReadyMember[]) => Promise<T>,
): Promise<T> {
  const runs = await trainedTogether(members);
  const orders = outputOrders(runs.map(({ run }) => run));
  const claim = () => runs.map(claimRunBackbone);
  const [claims, before] = [claim(), kept];
  kept = claim();
  for (const { release } of before) release();
  try {
    const backbones = await Promise.all(claims.map(({ thing }) => thing));
    const ready = backbones.flatMap((backbone, i) => {
      const [finished, member] = [runs[i], members[i]];
      return finished && member
        ? [{ weight: member.weight, finished, backbone, order: orders[i] ?? [] }]
        : [];
    });
    return await unlessLost(() => work(ready));
  } finally {
    for (const { release } of claims) release();
  }
}

/**
 * What runs say of one decoded picture: the weighted mean of their calibrated probabilities. Each draws the picture to
 * the square that its own backbone wants; members that look at the same views with the same backbone look once. Leaves
 * the bitmap open.
 * @param views beside the picture itself, drawn as each run's training drew them
 */
export async function answerTogether(
  ready: readonly ReadyMember[],
  bitmap: ImageBitmap,
  views: number,
): Promise<TopPrediction> {
  const began = performance.now();
  const looked = new Map<Backbone, Map<string, Float32Array[]>>();
  const probabilities: Float32Array[] = [];
  const scores: (number | null)[] = [];
  for (const { finished, backbone, order } of ready) {
    const { run, head, known } = finished;
    const wanted = testViews(run.recipe, 'picture', views);
    const key = viewKeys('picture', wanted).join();
    const before = looked.get(backbone) ?? new Map<string, Float32Array[]>();
    const features = before.get(key) ?? (await featuresOf(backbone, bitmap, wanted));
    looked.set(backbone, before.set(key, features));
    probabilities.push(inOrder(softmax(answer(head, features), run.temperature), order));
    const [itself] = features;
    scores.push(known && itself ? familiarityOf(known, itself) : null);
  }
  const mean = meanProbabilities(
    probabilities,
    ready.map(({ weight }) => weight),
  );
  return { probabilities: [...mean], scores, milliseconds: performance.now() - began };
}
