import type { CatalogueCard } from '../../core/backbone/card.ts';
import { countWords, photoWords } from '../../core/count-words.ts';
import type { Project } from '../../core/project/project-file.ts';

/** A project as a file held it. */
type Opened = Pick<Project, 'dataset' | 'runs' | 'ensembles'> & {
  readonly backbones: readonly Pick<CatalogueCard, 'id' | 'name'>[];
};

/** Names that are told; the others are counted. */
const NAMES_TOLD = 6;

const counted = (count: number, one: string, many: string) =>
  `${countWords(count)} ${count === 1 ? one : many}`;

/** What a project holds, a line each: '6 classes: coast, desert, …', '90 photos', '2 runs', '1 ensemble'. */
export function contentsWords({ dataset, runs, ensembles, backbones }: Opened): readonly string[] {
  const { classes, samples } = dataset;
  const names = classes.slice(0, NAMES_TOLD).map(({ name }) => name);
  const others = classes.length - names.length;
  const list = [...names, ...(others > 0 ? [`${countWords(others)} more`] : [])].join(', ');
  return [
    counted(classes.length, 'class', 'classes') + (list === '' ? '' : `: ${list}`),
    counted(samples.length, 'photo', 'photos'),
    counted(runs.length, 'run with its trained weights', 'runs with their trained weights'),
    ...(ensembles.length > 0 ? [counted(ensembles.length, 'ensemble', 'ensembles')] : []),
    ...backbones.map(({ name }) => `the network “${name}”`),
  ];
}

/** Says which photos are left out since this browser can't decode them; null where there are none. */
export function leftOutWords(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const told = names.slice(0, NAMES_TOLD);
  const others = names.length - told.length;
  const list = [...told, ...(others > 0 ? [`${countWords(others)} more`] : [])].join(', ');
  return `This browser can't read ${photoWords(names.length)} of it, which will be left out: ${list}. Open the file in the browser that saved it to keep ${names.length === 1 ? 'it' : 'them'}.`;
}

/** Says which runs can't answer here for want of their pretrained model; null where all can. */
export function missingModelWords(
  { runs, backbones }: Pick<Opened, 'runs' | 'backbones'>,
  cards: readonly Pick<CatalogueCard, 'id'>[],
): string | null {
  const known = new Set([...cards, ...backbones].map(({ id }) => id));
  const missing = runs.filter(({ recipe }) => !known.has(recipe.backbone));
  if (missing.length === 0) return null;
  const models = [...new Set(missing.map(({ recipe }) => recipe.backbone))].join(', ');
  return `${counted(missing.length, 'run was', 'runs were')} trained on a model that this page does not have (${models}): you can look at ${missing.length === 1 ? 'it' : 'them'}, but not predict. Add the model under Model first.`;
}
