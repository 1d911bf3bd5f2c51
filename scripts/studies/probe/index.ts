import { parseArgs } from 'node:util';
import type { BackboneInput } from '../../../src/core/backbone/card.ts';
import { wilsonInterval } from '../../../src/core/evaluation/wilson.ts';
import { seededRandom } from '../../../src/core/random.ts';
import { loadBackbone, readCard } from '../../../test-support/engine/backbone/shipped.ts';
import { modelOfLayers, startRuntime } from '../../../test-support/engine/runtime.ts';
import { convert } from '../../models/convert.ts';
import { RECIPES } from '../../models/recipes.ts';
import { readSourceModel } from '../../models/source-model.ts';
import { featuresOf, millisecondsOf, withCuts } from '../features.ts';
import { classesOf, filesOf } from '../folders.ts';
import { countCorrect, type Labelled, standardiser, trainSoftmaxRegression } from './softmax-regression.ts';

const SEEDS = [1, 2, 3];

const USAGE = `npm run probe -- --train DIR --test DIR [--backbone ID] [--cuts a,b,c|all] [--top NODE] [--size N]
  --cuts  layers of the converted model, or all: the end of each block; without it the shipped features
  --top   convert the source up to this node or layer instead of the card's depths, weights in 32 bits
  --size  side of the pictures in pixels, instead of the card's`;

const { values: options } = parseArgs({
  options: {
    train: { type: 'string' },
    test: { type: 'string' },
    backbone: { type: 'string', default: 'mobilenet-v3' },
    cuts: { type: 'string', default: 'features' },
    top: { type: 'string' },
    size: { type: 'string' },
  },
});

/** Measures how well a plain softmax regression does on the features of a backbone's cuts, and what they cost. */
async function main(train: string, test: string): Promise<void> {
  console.log(`tfjs ${await startRuntime()}, one thread, batch 8, three seeds`);
  const card = await readCard(options.backbone);
  const input = options.size === undefined ? card.input : { ...card.input, size: Number(options.size) };
  const { model, blockEnds } = await backbone(options.top, input);
  const cuts = options.cuts === 'all' ? blockEnds : options.cuts.split(',');
  const classes = await classesOf(train);
  const sets = [await filesOf(train, classes), await filesOf(test, classes)] as const;
  const probed = withCuts(model, cuts);
  const [trainFeatures, testFeatures] = [
    await featuresOf(
      probed,
      sets[0].map(({ path }) => path),
      input,
    ),
    await featuresOf(
      probed,
      sets[1].map(({ path }) => path),
      input,
    ),
  ];
  console.log(`${sets[0].length} training and ${sets[1].length} test pictures of ${classes.length} classes`);
  console.log('accuracy %  (95 %)        features  ms      cut');
  for (const [at, cut] of cuts.entries()) {
    const rows = trainFeatures[at] ?? [];
    const scale = standardiser(rows);
    const training: Labelled = { features: rows.map(scale), labels: sets[0].map(({ label }) => label) };
    const testing: Labelled = {
      features: (testFeatures[at] ?? []).map(scale),
      labels: sets[1].map(({ label }) => label),
    };
    const correct = SEEDS.map((seed) =>
      countCorrect(trainSoftmaxRegression(training, classes.length, seededRandom(seed)), testing),
    );
    const mean = correct.reduce((a, b) => a + b, 0) / SEEDS.length;
    const { low, high } = wilsonInterval(mean, testing.labels.length);
    const milliseconds = await millisecondsOf(withCuts(model, [cut]), input.size);
    const percent = (share: number): string => (share * 100).toFixed(1).padStart(5);
    console.log(
      `${percent(mean / testing.labels.length)}  (${percent(low)} –${percent(high)})  ${String(rows[0]?.length).padStart(8)}  ${milliseconds.toFixed(1).padStart(5)}   ${cut}`,
    );
  }

  async function backbone(top: string | undefined, input: BackboneInput) {
    if (top === undefined) {
      return {
        model: await loadBackbone(card.id),
        blockEnds: card.blocks.map(({ layers }) => layers.at(-1) ?? ''),
      };
    }
    const recipe = RECIPES.find(({ id }) => id === card.id);
    if (recipe === undefined) throw new Error(`no recipe for ${card.id}`);
    const depths = [{ name: top, source: top }];
    const { layers, blocks } = convert(recipe, { depths, input }, await readSourceModel(card.source));
    return {
      model: await modelOfLayers(card.id, layers),
      blockEnds: blocks.map(({ layers: inside }) => inside.at(-1) ?? ''),
    };
  }
}

if (options.train === undefined || options.test === undefined) {
  console.error(USAGE);
  process.exitCode = 1;
} else {
  await main(options.train, options.test);
}
