import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackboneCard } from '../../src/core/backbone/card.ts';
import type { ManifestGroup } from '../../src/core/backbone/convert/source-weights.ts';
import { type Artefact, hashOf } from './artefacts.ts';
import { modelFolder, ROOT } from './paths.ts';

export async function readCard(id: string): Promise<BackboneCard> {
  return JSON.parse(await readFile(join(modelFolder(id), 'card.json'), 'utf8')) as BackboneCard;
}

export async function writeCard(card: BackboneCard): Promise<void> {
  await writeFile(join(modelFolder(card.id), 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
}

/** The hash of the files of a backbone that are there; undefined where model.json or one of its shards is not. */
export async function hashOfFolder(id: string): Promise<string | undefined> {
  const folder = modelFolder(id);
  if (!existsSync(join(folder, 'model.json'))) return undefined;
  const model = await readFile(join(folder, 'model.json'));
  const { weightsManifest } = JSON.parse(model.toString('utf8')) as {
    weightsManifest: readonly ManifestGroup[];
  };
  const artefacts: Artefact[] = [{ path: 'model.json', bytes: model }];
  for (const path of weightsManifest.flatMap(({ paths }) => paths)) {
    if (!existsSync(join(folder, path))) return undefined;
    artefacts.push({ path, bytes: await readFile(join(folder, path)) });
  }
  return hashOf(artefacts);
}

/**
 * Puts a backbone's files into its folder, in place of older ones. They are written elsewhere first and then
 * renamed, model.json last: a run that is cut off leaves no half-written file, and no model that looks whole.
 */
export async function replaceFiles(id: string, artefacts: readonly Artefact[]): Promise<void> {
  const folder = modelFolder(id);
  const fresh = join(ROOT, '.cache/models', id);
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  for (const { path, bytes } of artefacts) await writeFile(join(fresh, path), bytes);

  await rm(join(folder, 'model.json'), { force: true });
  for (const old of await readdir(folder)) {
    if (old.endsWith('.bin')) await rm(join(folder, old));
  }
  const modelLast = artefacts.toSorted(
    (a, b) => Number(a.path === 'model.json') - Number(b.path === 'model.json'),
  );
  for (const { path } of modelLast) await rename(join(fresh, path), join(folder, path));
  await rm(fresh, { recursive: true });
}
