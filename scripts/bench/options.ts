import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const BACKENDS = ['auto', 'wasm', 'webgl', 'webgpu'] as const;
const PEER = 'teachable-machine';

/** What is to be measured. */
export interface BenchOptions {
  /** Folder with a folder of photos for each class. */
  readonly train: string;
  /** The same, of photos held out; null: none. */
  readonly test: string | null;
  /** Id of a card in public/models; null: the recipe's. */
  readonly backbone: string | null;
  readonly backend: (typeof BACKENDS)[number];
  /** Threads of the WASM backend; null: as the page chooses. */
  readonly threads: number | null;
  /** Trainings with the seeds 1…n. */
  readonly seeds: number;
  /** How often each training photo is taken, each time as another file. */
  readonly repeat: number;
  /** A recipe as the page saves it; null: the default's. */
  readonly recipe: string | null;
  readonly json: string | null;
  readonly peer: boolean;
  readonly head: boolean;
  /** Whether the boundary cache is compared with steps through the whole model. */
  readonly boundary: boolean;
  /** Whether the analyses of Evaluate are timed too. */
  readonly analyses: boolean;
  /** Whether the main thread's tasks are traced, to tell computing from waiting for a core. */
  readonly tasks: boolean;
  /** A built page; null: the production build, made where it is older than its sources. */
  readonly dist: string | null;
}

/**
 * Reads the command line.
 * @throws with one line for the person where something is missing or wrong
 */
export function readOptions(words: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      train: { type: 'string' },
      test: { type: 'string' },
      backbone: { type: 'string' },
      backend: { type: 'string', default: 'auto' },
      threads: { type: 'string' },
      seeds: { type: 'string', default: '1' },
      repeat: { type: 'string', default: '1' },
      recipe: { type: 'string' },
      json: { type: 'string' },
      peer: { type: 'string' },
      head: { type: 'boolean', default: false },
      boundary: { type: 'boolean', default: false },
      analyses: { type: 'boolean', default: false },
      tasks: { type: 'boolean', default: false },
      dist: { type: 'string' },
    },
  });
  if (values.train === undefined)
    throw new Error('--train DIR is missing: a folder that holds a folder of photos for each class');
  const backend = BACKENDS.find((name) => name === values.backend);
  if (backend === undefined) throw new Error(`--backend ${values.backend} is none of ${BACKENDS.join(', ')}`);
  if (values.peer !== undefined && values.peer !== PEER)
    throw new Error(`--peer ${values.peer} is unknown; there is ${PEER}`);
  return {
    train: resolve(values.train),
    test: values.test === undefined ? null : resolve(values.test),
    backbone: values.backbone ?? null,
    backend,
    threads: values.threads === undefined ? null : count('threads', values.threads),
    seeds: count('seeds', values.seeds),
    repeat: count('repeat', values.repeat),
    recipe: values.recipe === undefined ? null : resolve(values.recipe),
    json: values.json === undefined ? null : resolve(values.json),
    peer: values.peer !== undefined,
    head: values.head,
    boundary: values.boundary,
    analyses: values.analyses,
    tasks: values.tasks,
    dist: values.dist === undefined ? null : resolve(values.dist),
  };
}

/**
 * A number of the command line.
 * @throws where it isn't 1 or more
 */
export function count(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`--${name} ${text} is no whole number above 0`);
  return number;
}
