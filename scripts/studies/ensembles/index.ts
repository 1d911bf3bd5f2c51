import type { BackboneCard } from '../../../src/core/backbone/card.ts';
import { calibrate } from '../../../src/core/evaluation/calibrate.ts';
import { correctCount, type Evaluation } from '../../../src/core/evaluation/evaluation.ts';
import { combine } from '../../../src/core/prediction/combine.ts';
import type { EnsembleMethod } from '../../../src/core/prediction/ensemble.ts';
import { seededRandom } from '../../../src/core/random.ts';
import { defaultRecipe } from '../../../src/core/training/recipe.ts';
import { type AnsweredRun, noTiming, plainRun, withAnswers } from '../../../src/core/training/run.ts';
import { type FeatureSet, featureSet, holdOut } from '../feature-set.ts';
import { openBackbone } from '../features.ts';
import { runStudy } from '../study.ts';
import { judge, trainHead } from '../train-head.ts';

const USAGE = `npx tsx scripts/studies/ensembles/index.ts --train DIR --test DIR [--backbones a,b,c] [--seeds 3]
  Trains the default recipe's head on each backbone, combines the runs by each method as the page does, and compares them
  with the member that is best on the validation photos.`;

const METHODS: readonly EnsembleMethod[] = ['mean', 'fitted'];

/** A run as the page would have it: the head trained, calibrated on the validation photos, its envelope opened. */
async function runOf(card: BackboneCard, features: FeatureSet, seed: number): Promise<AnsweredRun> {
  const { id: backbone } = card;
  const recipe = { ...defaultRecipe, backbone, seed };
  // By the labels and the seed alone, so it's the same for each backbone.
  const { train, validation } = holdOut(features.train, seededRandom(`held out ${seed}`));
  const trained = await trainHead(train, features.classes.length, card, recipe);
  const judged = judge(trained, validation);
  const made = {
    ...plainRun,
    id: backbone,
    name: backbone,
    createdAt: 0,
    recipe,
    classes: features.classes.map((name, colour) => ({ id: name, name, colour })),
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

await runStudy(
  USAGE,
  { train: null, test: null, backbones: 'mobilenet-v3,inception-v3,resnet-50', seeds: '3' },
  async (options) => {
    const features: { readonly card: BackboneCard; readonly set: FeatureSet }[] = [];
    for (const id of options.backbones.split(',')) {
      const backbone = await openBackbone(id);
      features.push({ card: backbone.card, set: await featureSet(backbone, 'the folders', options) });
    }
    console.log(
      '| seed | who answers | validation right | test right | weights | against the best member, test |',
    );
    console.log('| --- | --- | --- | --- | --- | --- |');
    for (let seed = 1; seed <= Number(options.seeds); seed++) {
      const runs: AnsweredRun[] = [];
      for (const { card, set } of features) runs.push(await runOf(card, set, seed));
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
  },
);
