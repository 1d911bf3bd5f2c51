import type { CatalogueCard } from '../backbone/card.ts';
import { sourceWords } from '../backbone/source-words.ts';
import { countWords } from '../count-words.ts';
import type { SampleCard } from '../dataset/sample-card.ts';
import type { Run } from '../training/run.ts';
import type { ReportInput } from './input.ts';
import type { Section } from './report.ts';
import { settingTable } from './training-section.ts';
import { dateWords } from './words.ts';

const UNKNOWN = 'not recorded: the run is of an earlier version';

/** With what it was made. */
export function environmentSection({ run, cards }: Pick<ReportInput, 'run' | 'cards'>): Section {
  const { environment, recipe } = run;
  const card = cards.find(({ id }) => id === recipe.backbone);
  return {
    title: 'With what it was made',
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Trained', dateWords(run.createdAt)],
          [
            'Program',
            environment ? `Headstart ${environment.app}, TensorFlow.js ${environment.tfjs}` : UNKNOWN,
          ],
          ['Computed with', environment ? backendWords(run.backend, environment.threads) : run.backend],
          ['Browser', environment?.browser ?? UNKNOWN],
          ['Backbone', card ? `${card.name}, ${countWords(card.parameters)} parameters` : recipe.backbone],
          ['Hash of its weights', environment?.weights ?? UNKNOWN],
          ['Seed', String(recipe.seed)],
          ['Fingerprint of the data', run.data?.fingerprint ?? UNKNOWN],
          ['Run', run.id],
        ],
      },
    ],
  };
}

const backendWords = (backend: string, threads: number): string =>
  threads > 1 ? `${backend}, ${threads} threads` : backend;

/** Every setting, the changed ones marked. */
export function settingsSection({ run, cards }: Pick<ReportInput, 'run' | 'cards'>): Section {
  return { title: 'All settings', blocks: [{ kind: 'table', ...settingTable(run.recipe, cards) }] };
}

/** How to make it again, with the recipe as the program reads it. */
export function repeatSection({ recipe }: Run): Section {
  return {
    title: 'How to make it again',
    blocks: [
      {
        kind: 'steps',
        steps: [
          'Open Headstart and put the same photos into the same classes and splits.',
          'Save the recipe below as a file that ends in “.json”, and open it under Model, More, Open recipe.',
          'Train. With the same photos, recipe and backend the numbers come out the same; another backend or browser may round differently.',
        ],
      },
      { kind: 'code', title: 'Recipe', text: JSON.stringify(recipe, null, 2) },
    ],
  };
}

/** Whose work it stands on. */
export function licenceSection({
  run,
  cards,
  samples,
}: Pick<ReportInput, 'run' | 'cards' | 'samples'>): Section {
  const card = cards.find(({ id }) => id === run.recipe.backbone);
  const facts: (readonly [string, string])[] = [];
  if (card) facts.push([`Weights of ${card.name}`, weightsWords(card)]);
  const set = sampleSetOf(run, samples);
  for (const source of set?.sources ?? [])
    facts.push([`Photos, if they are the sample set “${set?.name}”`, source.attribution]);
  facts.push(['Headstart', 'Free software under the Apache License 2.0.']);
  return { title: 'Whose work it stands on', blocks: [{ kind: 'facts', facts }] };
}

const weightsWords = ({ source }: CatalogueCard): string =>
  `${source.licence}, ${source.author}; from ${sourceWords(source)}.`;

/** The sample set that has a run's classes and at least as many photos; people's own photos could have them too. */
function sampleSetOf({ classes, counts }: Run, samples: readonly SampleCard[]): SampleCard | undefined {
  return samples.find((set) => {
    const names = new Set(set.classes.map(({ name }) => name));
    return (
      classes.every(({ name }) => names.has(name)) &&
      counts.train + counts.validation + counts.test <= set.images
    );
  });
}
