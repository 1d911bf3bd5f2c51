import type { BackboneCard } from '../backbone/card.ts';
import type { EvaluationSummary } from '../evaluation/evaluation.ts';
import type { Run } from '../training/run.ts';
import { nameOfRun } from '../training/run-name.ts';
import { type GoldenAnswer, type ModelManifest, RESIZE_WORDS } from './model-manifest.ts';

export interface ManifestParts {
  readonly run: Run;
  readonly card: BackboneCard;
  readonly tuned: readonly string[];
  readonly golden: readonly GoldenAnswer[];
  /** Of this program. */
  readonly app: string;
}

/** What an export of a run says of itself. */
export function manifestOf({ run, card, tuned, golden, app }: ManifestParts): ModelManifest {
  const { id, name, hash, source, trainedOn, features, input } = card;
  return {
    format: 'headstart-model',
    version: 1,
    name: nameOfRun(run),
    createdAt: new Date(run.createdAt).toISOString(),
    app,
    classes: run.classes.map((one) => ({ name: one.name, colour: one.colour })),
    input: { size: input.size, channels: 'RGB', range: [0, 255], layout: 'NHWC', resize: RESIZE_WORDS },
    backbone: { id, name, hash, source, trainedOn, features, input },
    read: card.depths.map((depth) => depth.name),
    recipe: run.recipe,
    tuned,
    temperature: run.temperature,
    unknown: run.unknown,
    scores: { validation: scoreOf(run.validation), test: scoreOf(run.test) },
    golden,
  };
}

const scoreOf = (judged: EvaluationSummary | null): ModelManifest['scores']['test'] =>
  judged && judged.total > 0 ? { right: judged.correct, of: judged.total } : null;
