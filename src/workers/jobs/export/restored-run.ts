import { normaliseClassName } from '../../../core/dataset/class-name.ts';
import { percentWords } from '../../../core/evaluation/words.ts';
import type { ModelManifest } from '../../../core/export/model-manifest.ts';
import { noTiming, plainRun, type Run } from '../../../core/training/run.ts';

/** What is given to a run that came from a file. */
export interface RestoredRunParts {
  readonly id: string;
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** What computes here. */
  readonly backend: string;
  /** Names of the depths of the backbone here that it reads. */
  readonly read: readonly string[];
  /** Side of the pictures that it takes. */
  readonly inputSize: number;
  /** Whether the file says what looks like one of the classes. */
  readonly known: boolean;
  /** Name of the file. */
  readonly file: string;
}

const FROM_FILE = ' from a file';

/** An exported model as a run: with what it learned and was learned by, without photos, curves or predictions. */
export function restoredRun(manifest: ModelManifest, parts: RestoredRunParts): Run {
  const { name, classes, recipe, temperature, unknown, backbone } = manifest;
  return {
    ...plainRun,
    id: parts.id,
    number: parts.number,
    createdAt: parts.createdAt,
    recipe: { ...recipe, backbone: backbone.id },
    read: parts.read,
    inputSize: parts.inputSize,
    classes: classes.map((one, i) => ({
      id: crypto.randomUUID(),
      name: normaliseClassName(one.name) || `Class ${i + 1}`,
      colour: one.colour,
    })),
    backend: parts.backend,
    counts: { train: 0, validation: 0, test: 0 },
    history: [],
    kept: 0,
    validation: null,
    timing: noTiming,
    temperature,
    unknown: parts.known ? unknown : null,
    name: `${name.replace(FROM_FILE, '')}${FROM_FILE}`,
    note: noteOf(manifest, parts.file),
  };
}

function noteOf({ createdAt, scores }: ModelManifest, file: string): string {
  const told = (['validation', 'test'] as const).flatMap((split) => {
    const score = scores[split];
    if (!score || score.of === 0) return [];
    return [`${score.right} of ${score.of} ${split} photos right, ${percentWords(score.right / score.of)}`];
  });
  const trained = `Read from “${file}”, trained ${createdAt.slice(0, 10)}.`;
  return told.length === 0 ? trained : `${trained} There: ${told.join('; ')}.`;
}
