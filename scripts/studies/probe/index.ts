import * as tf from '@tensorflow/tfjs-core';
import {
  layers as keras,
  type LayersModel,
  model as makeModel,
  type SymbolicTensor,
} from '@tensorflow/tfjs-layers';
import type { BackboneCard, BackboneInput } from '../../../src/core/backbone/card.ts';
import { correctCount } from '../../../src/core/evaluation/evaluation.ts';
import { wilsonInterval } from '../../../src/core/evaluation/wilson.ts';
import { defaultRecipe } from '../../../src/core/training/recipe.ts';
import { loadBackbone, readCard } from '../../../test-support/engine/backbone/shipped.ts';
import { modelOfLayers } from '../../../test-support/engine/runtime.ts';
import { convert } from '../../models/convert.ts';
import { RECIPES } from '../../models/recipes.ts';
import { readSourceModel } from '../../models/source-model.ts';
import { featuresAt } from '../features.ts';
import { classesOf, filesOf } from '../folders.ts';
import { runStudy } from '../study.ts';
import { judge, trainHead } from '../train-head.ts';

const USAGE = `npx tsx scripts/studies/probe/index.ts --train DIR --test DIR [--backbone ID] [--cuts a,b,c|all] [--top NODE] [--size N]
  Measures how often a solved head is right on the features of a backbone's cuts, and what these cost.
  --cuts  layers of the converted model, or all: the end of each block; without it all shipped depths
  --top   convert the source up to this node or layer instead of the card's depths, weights in 32 bits
  --size  side of the pictures in pixels, instead of the card's`;

/** The layer of a converted model that all depths come together in. */
const ALL_DEPTHS = 'features';
const BATCH = 8;

await runStudy(
  USAGE,
  { train: null, test: null, backbone: 'mobilenet-v3', cuts: ALL_DEPTHS, top: '', size: '' },
  async (options) => {
    const shipped = await readCard(options.backbone);
    const card = options.size
      ? { ...shipped, input: { ...shipped.input, size: Number(options.size) } }
      : shipped;
    const { model, blockEnds } = await modelOf(card, options.top);
    const cuts = options.cuts === 'all' ? blockEnds : options.cuts.split(',');
    const classes = await classesOf(options.train);
    const probed = withCuts(model, cuts);
    const of = async (folder: string) => {
      const files = await filesOf(folder, classes);
      const features = await featuresAt(
        probed,
        files.map(({ path }) => path),
        card.input,
      );
      return { features, labels: files.map(({ label }) => label) };
    };
    const [train, test] = [await of(options.train), await of(options.test)];
    console.log(
      `${train.labels.length} training and ${test.labels.length} test pictures of ${classes.length} classes`,
    );
    console.log('right %  (95 %)        features  ms      cut');
    for (const [at, cut] of cuts.entries()) {
      const rows = train.features[at] ?? [];
      const length = rows[0]?.length ?? 0;
      const depths =
        cut === ALL_DEPTHS && !options.top
          ? card.depths
          : [{ name: cut, source: cut, layer: cut, features: length }];
      const trained = await trainHead(
        { rows, labels: train.labels },
        classes.length,
        { ...card, depths },
        defaultRecipe,
      );
      const right = correctCount(judge(trained, { rows: test.features[at] ?? [], labels: test.labels }));
      const { low, high } = wilsonInterval(right, test.labels.length);
      const milliseconds = await millisecondsOf(withCuts(model, [cut]), card.input);
      const percent = (share: number): string => (share * 100).toFixed(1).padStart(5);
      console.log(
        `${percent(right / test.labels.length)}  (${percent(low)} –${percent(high)})  ${String(length).padStart(8)}  ${milliseconds.toFixed(1).padStart(5)}   ${cut}`,
      );
    }
  },
);

/** @param top the source's node or layer to convert up to; '': the shipped model */
async function modelOf(
  card: BackboneCard,
  top: string,
): Promise<{ readonly model: LayersModel; readonly blockEnds: readonly string[] }> {
  const endsOf = (blocks: readonly { readonly layers: readonly string[] }[]) =>
    blocks.map(({ layers }) => layers.at(-1) ?? '');
  if (!top) return { model: await loadBackbone(card.id), blockEnds: endsOf(card.blocks) };
  const recipe = RECIPES.find(({ id }) => id === card.id);
  if (recipe === undefined) throw new Error(`no recipe for ${card.id}`);
  const depths = [{ name: top, source: top }];
  const { layers, blocks } = convert(
    recipe,
    { depths, input: card.input },
    await readSourceModel(card.source),
  );
  return { model: await modelOfLayers(card.id, layers), blockEnds: endsOf(blocks) };
}

/** A model with one output a cut, each averaged over space. */
function withCuts(whole: LayersModel, cuts: readonly string[]): LayersModel {
  const outputs = cuts.map((cut) => {
    const output = whole.getLayer(cut).output as SymbolicTensor;
    return output.shape.length === 4
      ? (keras.globalAveragePooling2d({}).apply(output) as SymbolicTensor)
      : output;
  });
  return makeModel({ inputs: whole.inputs, outputs });
}

/** Milliseconds a picture of the bare model, batch 8: the best of five runs after one to warm up. */
async function millisecondsOf(model: LayersModel, { size }: BackboneInput): Promise<number> {
  const pixels: tf.Tensor4D = tf.zeros([BATCH, size, size, 3]);
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 6; run++) {
    const start = performance.now();
    const outputs = [model.predict(pixels)].flat();
    await Promise.all(outputs.map((output) => output.data()));
    if (run > 0) best = Math.min(best, (performance.now() - start) / BATCH);
    tf.dispose(outputs);
  }
  pixels.dispose();
  return best;
}
