import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { count } from '../bench/options.ts';

/** What the panel is to be measured with. */
export interface PanelOptions {
  /** Folder of the data sets, a folder each with train/ and test/. */
  readonly dir: string;
  /** Ids of cards in public/models; none: each recipe's own. */
  readonly backbones: readonly string[];
  /** Recipes as the page saves them; null: the default one. */
  readonly recipes: readonly (string | null)[];
  /** Trainings with the seeds 1…n, where a recipe has a seed. */
  readonly seeds: number;
  readonly json: string | null;
  /** Threads of the WASM backend; null: as the page chooses. */
  readonly threads: number | null;
  /** A built page; null: the production build, made where it is older than its sources. */
  readonly dist: string | null;
}

/** Stands for the default recipe beside others. */
const DEFAULT = 'default';

/**
 * Reads the command line.
 * @throws with one line for the person where something is missing or wrong
 */
export function readOptions(words: readonly string[]): PanelOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      dir: { type: 'string' },
      backbone: { type: 'string', multiple: true, default: [] },
      recipe: { type: 'string', multiple: true, default: [DEFAULT] },
      seeds: { type: 'string', default: '1' },
      json: { type: 'string' },
      threads: { type: 'string' },
      dist: { type: 'string' },
    },
  });
  if (values.dir === undefined)
    throw new Error('--dir DIR is missing: a folder that holds data sets, each with train/ and test/');
  return {
    dir: resolve(values.dir),
    backbones: [...new Set(values.backbone)],
    recipes: [...new Set(values.recipe.map((word) => (word === DEFAULT ? null : resolve(word))))],
    seeds: count('seeds', values.seeds),
    json: values.json === undefined ? null : resolve(values.json),
    threads: values.threads === undefined ? null : count('threads', values.threads),
    dist: values.dist === undefined ? null : resolve(values.dist),
  };
}
