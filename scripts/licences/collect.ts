import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackboneCard } from '../../src/core/backbone/card.ts';
import { sourceWords } from '../../src/core/backbone/source-words.ts';
import { SAMPLE_IDS, type SampleCard } from '../../src/core/dataset/sample-card.ts';

/** One thing by others that comes with the page. */
export interface LicenceEntry {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, or 'Public domain'. */
  readonly licence: string;
  /** Where it comes from. */
  readonly source: string;
  /** The licence's own words, or the credit that it asks for; '' where neither is given. */
  readonly text: string;
}

/** What is used of an entry of package-lock.json. */
interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
}

interface PackageManifest {
  readonly homepage?: string;
  readonly repository?: string | { readonly url?: string };
}

/**
 * The folders (relative to the root) of the packages in a lock file that a production install has and a bundle can
 * hold: not those for development, and not types, which leave no code.
 */
export function bundledPackages(packages: Readonly<Record<string, LockedPackage>>): readonly string[] {
  return Object.entries(packages)
    .filter(([folder, { dev }]) => folder !== '' && dev !== true && !isTypesOnly(folder))
    .map(([folder]) => folder);
}

const isTypesOnly = (folder: string) => /node_modules\/(@types\/|@webgpu\/types$|csstype$)/.test(folder);

/** Everything by others in the page, packages first, then weights, then samples, each sorted by name. */
export async function collectLicences(root: string): Promise<readonly LicenceEntry[]> {
  const byName = (a: LicenceEntry, b: LicenceEntry) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const groups = [await packageEntries(root), await backboneEntries(root), await sampleEntries(root)];
  return groups.flatMap((group) => group.toSorted(byName));
}

async function packageEntries(root: string): Promise<LicenceEntry[]> {
  const { packages } = await readJson<{ packages: Record<string, LockedPackage> }>(
    join(root, 'package-lock.json'),
  );
  const entries = bundledPackages(packages).map(async (folder) => {
    const manifest = await readJson<PackageManifest>(join(root, folder, 'package.json'));
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const { version = '', license } = packages[folder] ?? {};
    if (license === undefined) throw new Error(`${name} names no licence`);
    const text = await licenceText(join(root, folder));
    return { name, version, licence: license, source: homeOf(name, manifest), text };
  });
  return Promise.all(entries);
}

function homeOf(name: string, { homepage, repository }: PackageManifest): string {
  const url = typeof repository === 'string' ? repository : repository?.url;
  return homepage ?? url?.replace(/^git\+/, '').replace(/\.git$/, '') ?? `npm package ${name}`;
}

/** The words of the licence file in a package's folder; '' where there is none. */
async function licenceText(folder: string): Promise<string> {
  const file = (await readdir(folder))
    .sort()
    .find((name) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(name));
  return file === undefined ? '' : (await readFile(join(folder, file), 'utf8')).trim();
}

async function backboneEntries(root: string): Promise<LicenceEntry[]> {
  const models = join(root, 'public/models');
  const folders = (await readdir(models, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const cards = folders.map(({ name }) => readJson<BackboneCard>(join(models, name, 'card.json')));
  return (await Promise.all(cards)).map(({ name, source, trainedOn }) => ({
    name: `${name} (weights)`,
    version: source.version,
    licence: source.licence,
    source: sourceWords({ package: source.package, version: '' }),
    text: `Weights by ${source.author}. Trained on: ${trainedOn}`,
  }));
}

async function sampleEntries(root: string): Promise<LicenceEntry[]> {
  const cards = SAMPLE_IDS.map((id) => readJson<SampleCard>(join(root, 'public/samples', id, 'card.json')));
  return (await Promise.all(cards)).flatMap(({ name, sources }) =>
    sources.map((source) => ({
      name: `${name}: ${source.author} (pictures)`,
      version: source.version,
      licence: source.licence,
      source: source.url,
      text: source.attribution,
    })),
  );
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T;
}
