import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { calibrate } from '../../../src/core/evaluation/calibrate.ts';
import { correctCount, type Evaluation } from '../../../src/core/evaluation/evaluation.ts';
import { combine } from '../../../src/core/prediction/combine.ts';
import type { EnsembleMethod } from '../../../src/core/prediction/ensemble.ts';
import { seededRandom } from '../../../src/core/random.ts';
import { defaultRecipe } from '../../../src/core/training/recipe.ts';
import { type AnsweredRun, noTiming, plainRun, withAnswers } from '../../../src/core/training/run.ts';
import { readCard } from '../../../test-support/engine/backbone/shipped.ts';
import { startRuntime } from '../../../test-support/engine/runtime.ts';
import { ROOT } from '../../models/paths.ts';
import { classesOf, filesOf } from '../folders.ts';
import { judge, trainHead } from '../train-head.ts';
import { holdOut, type Pictures } from '../unknown/sets.ts';
import { cachedFeatures } from './cached-features.ts';

const USAGE = `npx tsx scripts/studies/ensembles/index.ts --train DIR --test DIR [--backbones a,b,c] [--seeds 3] [--cache DIR]
  Trains the default recipe's head on each backbone, combines the runs by each method as the page does, and compares them
  with the member that is best on the validation photos.
  --cache  where the backbones' features are kept, so that it goes on where it was stopped`;

const { values: options } = parseArgs({
  options: {
    train: { type: 'string' },
    test: { type: 'string' },
    backbones: { type: 'string', default: 'mobilenet-v3,inception-v3,resnet-50' },
    seeds: { type: 'string', default: '3' },
    cache: { type: 'string', default: join(ROOT, '.cache/ensemble') },
  },
});

const METHODS: readonly EnsembleMethod[] = ['mean', 'fitted', 'greedy'];

/** A backbone's features of the folders' pictures. */
interface Features {
  readonly backbone: string;
  readonly train: Pictures;
  readonly test: Pictures;
}

async function featuresOfFolders(train: string, test: string, names: readonly string[]): Promise<Features[]> {
  const sets = { train: await filesOf(train, names), test: await filesOf(test, names) };
  const found: Features[] = [];
  for (const backbone of options.backbones.split(',')) {
    const of = async (name: keyof typeof sets): Promise<Pictures> => ({
      rows: await cachedFeatures(
        backbone,
        sets[name].map(({ path }) => path),
        options.cache,
      ),
      labels: sets[name].map(({ label }) => label),
    });
    found.push({ backbone, train: await of('train'), test: await of('test') });
  }
  return found;
}

/** A run as the page would have it: the head trained, calibrated on the validation photos, its envelope opened. */
async function runOf(
  { backbone, ...features }: Features,
  names: readonly string[],
  seed: number,
): Promise<AnsweredRun> {
  const recipe = { ...defaultRecipe, backbone, seed };
  // By the labels and the seed alone, so it's the same for each backbone.
  const { train, validation } = holdOut(features.train, seededRandom(`held out ${seed}`));
  const trained = await trainHead(train, names.length, await readCard(backbone), recipe);
  const judged = judge(trained, validation);
  const made = {
    ...plainRun,
    id: backbone,
    name: backbone,
    createdAt: 0,
    recipe,
    classes: names.map((name, colour) => ({ id: name, name, colour })),
    backend: 'wasm',
    counts: {
      train: train.labels.length,
      validation: validation.labels.length,
      test: features.test.labels.length,
    },
    history: [],
    kept: 0,
    ...calibrate(judged),
    timing: noTiming,
  };
  return withAnswers(made, { train: null, validation: judged, test: judge(trained, features.test) });
}

const rightOf = (evaluation: Evaluation | null): string =>
  evaluation ? `${correctCount(evaluation)} of ${evaluation.predictions.length}` : '–';

async function main(train: string, test: string): Promise<void> {
  console.log(`tfjs ${await startRuntime()}, one thread, default recipe`);
  const names = await classesOf(train);
  const features = await featuresOfFolders(train, test, names);
  console.log(
    '| seed | who answers | validation right | test right | weights | against the best member, test |',
  );
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (let seed = 1; seed <= Number(options.seeds); seed++) {
    const runs: AnsweredRun[] = [];
    for (const of of features) runs.push(await runOf(of, names, seed));
    for (const { id, answers } of runs)
      console.log(`| ${seed} | ${id} | ${rightOf(answers.validation)} | ${rightOf(answers.test)} | | |`);
    for (const method of METHODS) {
      const { members, best, validation, test: tested } = await combine(runs, method, async () => {});
      const weights = members.map(({ runId, weight }) => `${runId} ${weight.toFixed(2)}`).join(', ');
      const gain = tested?.gain;
      const words = gain
        ? `${best?.id}: ${gain.onlyA} more right, ${gain.onlyB} more wrong, p = ${gain.p.toFixed(2)}`
        : '';
      console.log(
        `| ${seed} | ${method} | ${rightOf(validation?.evaluation ?? null)} | ${rightOf(tested?.evaluation ?? null)} | ${weights} | ${words} |`,
      );
    }
  }
}

if (options.train === undefined || options.test === undefined) {
  console.error(USAGE);
  process.exitCode = 1;
} else {
  await main(options.train, options.test);
  // The engine's message channel (yield.ts) would keep Node waiting.
  process.exit();
}
