import type { Run } from '../../training/run.ts';

/** Whose features a map is drawn from: runs that left the backbone as it was share a map. */
export interface FeatureSpace {
  readonly backbone: string;
  /** Of a run that fine-tuned the backbone; null: the backbone as it was downloaded. */
  readonly runId: string | null;
}

export function featureSpaceOf({ id, recipe }: Pick<Run, 'id' | 'recipe'>): FeatureSpace {
  return { backbone: recipe.backbone, runId: recipe.fineTuning.stages.length > 0 ? id : null };
}

export function sameFeatureSpace(a: FeatureSpace, b: FeatureSpace): boolean {
  return a.backbone === b.backbone && a.runId === b.runId;
}
