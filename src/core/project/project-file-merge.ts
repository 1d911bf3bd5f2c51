import type { ClassLabel, Dataset, Patch, Sample } from '../dataset/dataset.ts';
import { gatherGroups } from '../dataset/duplicates.ts';
import { nextFreeColour } from '../dataset/edits.ts';
import { importImages } from '../dataset/import-images.ts';
import { applyPatch } from '../dataset/patch.ts';
import { sampleById } from '../dataset/selectors.ts';
import { largest } from '../extremes.ts';
import type { Ensemble } from '../prediction/ensemble.ts';
import type { Run } from '../training/run.ts';
import type { Project } from './project-file.ts';

/** What merging a project into another adds to it. */
export interface ProjectMerge {
  readonly patch: Patch;
  /** With new numbers; their classes are called as they are here. Newest first. */
  readonly runs: readonly Run[];
  readonly ensembles: readonly Ensemble[];
  /** Photos of the project that their class had already. */
  readonly known: number;
}

/**
 * Puts a project into another. Classes of the same name become one, a picture that its class has already is left out,
 * and so is a run that is here already. Photos come as if they were imported: the split that a folder gave them stays,
 * the others are divided by the settings here. Excluded photos stay excluded.
 * @param into what is here; deleted runs and ensembles, which can come back, keep their numbers
 * @param from as it was read; its runs' ids are not those of other runs here
 * @param newId gives an unused id on each call
 */
export function mergeProject(
  into: Omit<Project, 'recipe'>,
  from: Project,
  newId: () => string,
): ProjectMerge & {
  /** How a photo that the project's runs name is called here. */
  readonly photoIdOf: (id: string) => string;
} {
  const photos = mergeDatasets(into.dataset, from.dataset, newId);
  const runs = mergeRuns(into.runs, from.runs, (run) => ({ ...run, classes: classesOf(run, photos) }));
  return {
    photoIdOf: (id) => photos.sampleIdOf.get(id) ?? photos.sampleElsewhere(id),
    patch: photos.patch,
    known: photos.known,
    runs: runs.added,
    ensembles: mergeEnsembles(into.ensembles, from.ensembles, runs.idOf, newId),
  };
}

/** How what a project names is called here. */
interface Renaming {
  /** By the ids of the project's classes and photos. */
  readonly classIdOf: ReadonlyMap<string, string>;
  readonly sampleIdOf: ReadonlyMap<string, string>;
  /** For a class or photo that the project itself has deleted, which only its runs name. */
  readonly classElsewhere: (label: ClassLabel) => string;
  readonly sampleElsewhere: (id: string) => string;
  /** An id that nothing here has. */
  readonly elsewhere: (id: string) => string;
}

function mergeDatasets(
  into: Dataset,
  from: Dataset,
  newId: () => string,
): Renaming & { readonly patch: Patch; readonly known: number } {
  const classes = [...into.classes];
  const classIdOf = new Map<string, string>();
  const byName = new Map(classes.map(({ id, name }) => [name, id]));
  for (const { id, name } of from.classes) {
    const here = byName.get(name) ?? newId();
    if (!byName.has(name)) classes.push({ id: here, name, colour: nextFreeColour(classes) });
    byName.set(name, here);
    classIdOf.set(id, here);
  }

  const nameOf = new Map(from.classes.map(({ id, name }) => [id, name]));
  const images = from.samples.map(({ classId, split, splitFixed, ...sample }) => ({
    ...sample,
    className: nameOf.get(classId) ?? '',
    split: splitFixed ? split : null,
  }));
  const imported = importImages({ ...into, classes }, images, newId);
  const place = ({ classId, hash }: Pick<Sample, 'classId' | 'hash'>) => `${classId} ${hash}`;
  const original = new Map(
    from.samples.map((sample) => [
      place({ ...sample, classId: classIdOf.get(sample.classId) ?? '' }),
      sample,
    ]),
  );
  const put = (imported.patch.put ?? []).map((sample) => {
    const { excluded, group } = original.get(place(sample)) ?? sample;
    // One that was here and only changes its side stays what it was.
    return sampleById(into, sample.id) ? sample : { ...sample, excluded, group };
  });
  const added = classes.length > into.classes.length;
  const gathered = gathering(into, { ...(added && { classes }), put });

  const sampleIdOf = new Map<string, string>();
  for (const sample of applyPatch(into, gathered).dataset.samples) {
    const before = original.get(place(sample));
    if (before) sampleIdOf.set(before.id, sample.id);
  }
  return {
    patch: gathered,
    known: imported.duplicates.length,
    classIdOf,
    sampleIdOf,
    ...elsewhere(into, newId),
  };
}

/** The same change, with groups of near-duplicates on one side where the data set keeps them so. */
function gathering(dataset: Dataset, patch: Patch): Patch {
  if (!dataset.split.together) return patch;
  const put = new Map((patch.put ?? []).map((sample) => [sample.id, sample]));
  for (const sample of gatherGroups(applyPatch(dataset, patch).dataset.samples)) put.set(sample.id, sample);
  return { ...patch, put: [...put.values()] };
}

/** An id that means something else here is replaced by a new one, always the same. */
function elsewhere(
  { classes, samples }: Dataset,
  newId: () => string,
): Pick<Renaming, 'classElsewhere' | 'sampleElsewhere' | 'elsewhere'> {
  const taken = new Set([...classes, ...samples].map(({ id }) => id));
  const replaced = new Map<string, string>();
  const free = (id: string) => {
    const here = replaced.get(id) ?? (taken.has(id) ? newId() : id);
    replaced.set(id, here);
    return here;
  };
  const byName = new Map(classes.map(({ id, name }) => [name, id]));
  return {
    classElsewhere: ({ id, name }) => byName.get(name) ?? free(id),
    sampleElsewhere: free,
    elsewhere: free,
  };
}

/** No two of a run's classes get the same id, whatever their names have become since. */
function classesOf({ classes }: Run, to: Renaming): readonly ClassLabel[] {
  const used = new Set<string>();
  return classes.map((label) => {
    const named = to.classIdOf.get(label.id) ?? to.classElsewhere(label);
    const id = used.has(named) ? to.elsewhere(label.id) : named;
    used.add(id);
    return { ...label, id };
  });
}

/** Two runs of one training: nobody trains the same twice in the same millisecond. */
const sameRun = (a: Run, b: Run): boolean =>
  a.createdAt === b.createdAt &&
  JSON.stringify([a.recipe, a.history]) === JSON.stringify([b.recipe, b.history]);

function mergeRuns(
  into: readonly Run[],
  from: readonly Run[],
  rename: (run: Run) => Run,
): { readonly added: readonly Run[]; readonly idOf: ReadonlyMap<string, string> } {
  const idOf = new Map<string, string>();
  const added: Run[] = [];
  let number = largest(
    into.map((run) => run.number),
    0,
  );
  // The newest comes first, and the oldest gets the next number.
  for (const run of from.toReversed()) {
    const here = into.find((other) => !other.deleted && sameRun(other, run));
    idOf.set(run.id, here?.id ?? run.id);
    if (!here) added.unshift({ ...rename(run), number: ++number });
  }
  return { added, idOf };
}

function mergeEnsembles(
  into: readonly Ensemble[],
  from: readonly Ensemble[],
  runIdOf: ReadonlyMap<string, string>,
  newId: () => string,
): readonly Ensemble[] {
  const added: Ensemble[] = [];
  let number = largest(
    into.map((ensemble) => ensemble.number),
    0,
  );
  for (const ensemble of from.toReversed()) {
    const members = ensemble.members.map(({ runId, weight }) => ({
      runId: runIdOf.get(runId) ?? runId,
      weight,
    }));
    const here = into.some(
      (other) =>
        !other.deleted &&
        other.createdAt === ensemble.createdAt &&
        JSON.stringify(other.members) === JSON.stringify(members),
    );
    if (!here) added.unshift({ ...ensemble, id: newId(), members, number: ++number });
  }
  return added;
}
